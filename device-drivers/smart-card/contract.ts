import { z } from 'zod';
import type { Result } from '../../foundation/result.ts';
import type { Device } from '../contract.ts';

export const SmartCardConfiguration = z
  .strictObject({
    protocol: z.literal('pcsc'),
    socket: z.string().regex(/^\/./).default('/run/pcscd/pcscd.comm').describe("The PC/SC daemon's socket"),
    reader: z.string().min(1).nullable().default(null).describe('Part of the reader’s name; null takes all'),
  })
  .nullable()
  .default(null)
  .describe("Where technicians lay their card; may be the eID client's reader, which is left alone while in use");

/** A card that lies on a reader now. Another insertion of the same card is another presence. */
export interface CardPresence {
  /** The reader's name as PC/SC gives it. */
  readonly reader: string;
  /** Answer to reset (ISO 7816-3, 8.2; PC/SC part 3 makes one up for contactless cards), 2–33 bytes. */
  readonly atr: Uint8Array;
  /** Counts insertions and removals of this reader since the PC/SC daemon's start. */
  readonly insertion: number;
}

export type CardEvent =
  | { readonly kind: 'inserted'; readonly card: CardPresence }
  /** Also when its reader or the PC/SC daemon went away: what cannot be seen is not there. */
  | { readonly kind: 'removed'; readonly card: CardPresence }
  /** Something lies there that does not answer a reset: upside down, broken, no chip card. */
  | { readonly kind: 'mute'; readonly reader: string };

/** Why there is no PC/SC daemon to talk to. `access-denied`: the socket's rights, or the daemon's polkit rule. */
const SERVICE_FAULTS = [
  'no-service',
  'access-denied',
  'wrong-protocol',
  'disconnected',
  'no-answer',
  'protocol-violation',
] as const;
export type ServiceFault = (typeof SERVICE_FAULTS)[number];

export const SMART_CARD_REASONS = [...SERVICE_FAULTS, 'no-reader'] as const;
export type SmartCardReason = (typeof SMART_CARD_REASONS)[number];

/** Why a card could not be talked to. `in-use-elsewhere`: another program has it, usually the eID client. */
export type CardFault =
  | ServiceFault
  | 'card-removed'
  | 'card-reset'
  | 'card-mute'
  | 'in-use-elsewhere'
  | 'reader-gone'
  | 'card-failed';

/** One command to the card and its answer with status word; ISO 7816-4 short APDUs, T=0 chaining already done. */
export type Transmit = (command: Uint8Array) => Promise<Result<Uint8Array, CardFault>>;

export interface SmartCardReader extends Device {
  readonly kind: 'smart-card';
  readers(): readonly string[];
  cards(): readonly CardPresence[];
  onCard(listener: (event: CardEvent) => void): () => void;
  /**
   * Has the card to itself while `talk` runs, then leaves it powered and unchanged for others. Watching alone never
   * holds a card; call this only while nobody else (the eID client) may need it. `abort` ends it at once.
   */
  converse<T>(
    card: CardPresence,
    talk: (transmit: Transmit) => Promise<Result<T, CardFault>>,
    abort?: AbortSignal,
  ): Promise<Result<T, CardFault>>;
}
