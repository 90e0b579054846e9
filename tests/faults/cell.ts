import type { World } from '../../demo/simulated-world.ts';
import type { DeviceReport } from '../../fleet-link/contract.ts';
import type { SimulatedCard } from '../../simulators/eid/index.ts';
import type { Corner } from './fault-stack.ts';
import type { Purse } from './usual-acts.ts';
import type { Habits, Visitor } from './visitor.ts';

export const DEVICES = [
  'payment',
  'eid',
  'wallet',
  'receipt-printer',
  'scanner',
  'code-reader',
  'page-printer',
  'keypad',
  'presence',
  'portal',
  'payment-portal',
  'session',
  'attended-host',
  'driver',
  'terminal',
  'hub',
] as const;
export type Device = (typeof DEVICES)[number];
export type Service =
  | 'bewohnerparkausweis'
  | 'bescheid-bezahlen'
  | 'hundesteuer-anmelden'
  | 'meldebescheinigung'
  | 'ausweis-fertig';

/** What a cell may touch. */
export interface Scene {
  readonly corner: Corner;
  readonly world: World;
  readonly visitor: Visitor;
  readonly purse: Purse;
  /** Runs when the fault is lifted with `undoNow`, or else at the end of the cell, whatever happened. */
  undo(how: () => void): void;
  undoNow(): void;
}

/** How the journey goes on after the fault. */
export type Recovery =
  | { readonly by: 'itself' }
  /** The citizen presses what the screen offers. */
  | { readonly by: 'retry'; readonly press: readonly string[] }
  /** The citizen goes another way: the office, another service, without paper. */
  | { readonly by: 'another path'; readonly press: readonly string[] };

/** One fault at one step of one journey, and what must come of it. */
export interface Cell {
  readonly device: Device;
  readonly fault: string;
  readonly service: Service;
  /** Screen at which it strikes. */
  readonly at: string;
  /** On the person's telephone instead of a card. */
  readonly paysByPhone?: true;
  /** Another card than the valid one. */
  readonly card?: (valid: SimulatedCard) => SimulatedCard;
  readonly strike: (scene: Scene) => void | Promise<void>;
  /** What the person does otherwise than usual until the fault is lifted. */
  readonly meanwhile?: (scene: Scene) => Habits;
  /** Screens that tell the citizen; empty: the citizen must notice nothing. */
  readonly sees: readonly string[];
  /** Milliseconds from the strike to that screen; default `DELAYS.soon`. */
  readonly within?: number;
  /** Reports the technician must see meanwhile. */
  readonly technician?: { readonly kind: DeviceReport['kind']; readonly sees: RegExp };
  readonly technicianSeesPortalDown?: true;
  readonly lift?: (scene: Scene) => void | Promise<void>;
  readonly recovery: Recovery;
  /** What the person does otherwise than usual after the fault was lifted. */
  readonly afterwards?: (scene: Scene) => Habits;
  /** Screens that must not come before: a citizen who sees one of them is misled. */
  readonly neverFirst?: readonly string[];
  /**
   * `finished`: the concern arrives at the authority; `left`: nothing is sent, the screen is free again; `told`: who
   * stands there after a crash reads what became of the payment, has one receipt of it, and the screen is free again.
   */
  readonly end: 'finished' | 'left' | 'told';
  /** Bookings on the card, if other than the end says: a killed session's paid concern still arrives. */
  readonly charged?: 0 | 1;
  /** Takes minutes by its nature; played with `--slow` only. */
  readonly slow?: true;
}

export const ITSELF: Recovery = { by: 'itself' };
export const RETRY: Recovery = { by: 'retry', press: ['intent-retry'] };
