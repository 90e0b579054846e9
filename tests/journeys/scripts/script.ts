import type { handsOf } from '../device-acts.ts';
import type { Person } from '../people.ts';
import type { Stage } from '../stage.ts';

export const FAULTS = [
  'card-declined',
  'pin-wrong-twice',
  'paper-out',
  'scanner-jam',
  'portal-down',
  'payment-cable',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface Play {
  readonly stage: Stage;
  readonly hands: ReturnType<typeof handsOf>;
  readonly fault: Fault | null;
  /** Remembers that the fault was met and what the citizen got. */
  met(what: string): void;
}

export type Expected = Delivered | NothingSent;

/** Finished at the terminal: no case, no payment, no receipt. */
export interface NothingSent {
  readonly kind: 'nothing-sent';
  readonly secrets: readonly string[];
  /** Papers that belong to no case, such as an appointment's. */
  readonly slips?: number;
}

/** What the authority must hold in the end: what was typed, read from the card, scanned and paid. */
export interface Delivered {
  readonly kind?: 'delivered';
  /** Structured data without the payment block. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Which authority has it, where that depends on the person; it stands on the slip, too. */
  readonly authority?: string;
  readonly identity: { readonly familyName: string; readonly givenNames: string } | null;
  /** Identified by a wallet: names of the claims that stood on the telephone. */
  readonly wallet?: { readonly asked: readonly string[] };
  readonly cents: number | null;
  /** On the telephone: no card was charged. */
  readonly isPaidOnline?: boolean;
  /** How the person wants to hear from the authority, where the service asks. */
  readonly reply?: { readonly email: string; readonly digitalNotice: boolean };
  /** Cents that the case still waits for. */
  readonly owes?: number;
  /** Sent before it was paid: the metadata knows of no payment, the case is told of it afterwards. */
  readonly isPaidAfterwards?: boolean;
  /** So many came one after the other, each with a request of its own; what else stands here is about the last one. */
  readonly visits?: number;
  /** Case number each time it stood on a screen. */
  readonly numbers?: readonly string[];
  readonly pages: number;
  /** What else the person typed that must stay private. */
  readonly secrets: readonly string[];
  /** What the readable document must hold, as it was typed. */
  readonly readable?: readonly string[];
  /** Files that the person saved on their telephone, as they lie there. */
  readonly takenAlong?: readonly { readonly name: string; readonly bytes: Buffer }[];
  /** Preview of the scan as the citizen saw it, to compare with what arrived. */
  readonly scanSeen: Buffer | null;
}

export interface Script {
  readonly service: string;
  readonly faults: readonly Fault[];
  /** Whose card it is, where that matters. */
  readonly person?: Person;
  /** Walks a service by its definition alone: of these a test plays a few, `npm run journey -- all` each. */
  readonly isGeneric?: boolean;
  /** Milliseconds it may take, where that is more than usual. */
  readonly patience?: number;
  play(play: Play): Promise<Expected>;
}
