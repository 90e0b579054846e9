import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { Dialling } from './dialling.ts';

/** What is followed at a terminal over time. `device.` and the kind: its model and firmware. */
export type TerminalChangeKind = 'condition' | 'software' | 'configuration' | 'certificate' | `device.${DeviceKind}`;

/** From then on it was so. */
export interface TerminalChange {
  readonly kind: TerminalChangeKind;
  /** Epoch milliseconds on the hub's clock, a whole minute: what lasted for less is not told. */
  readonly at: number;
  /**
   * A `TerminalCondition`, a version, the number of a configuration (`local`: the terminal's own), a fingerprint; of a
   * device its model and firmware as a JSON array of two, either of them `null`.
   */
  readonly value: string;
}

export interface TerminalHistory {
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** The oldest first; of each kind the one that held at `from` is the first of it, with its own time. */
  readonly changes: readonly TerminalChange[];
}

/** What somebody wants the next one to know of a terminal. */
export interface TerminalNote {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly text: string;
}

/** How a terminal is reached, and by what it is known. */
export interface TerminalIdentity {
  /** SHA-256 of its certificate, lower-case hex. */
  readonly fingerprint: string;
  /** Epoch milliseconds; `null`: it has not linked yet. */
  readonly certificateExpiresAt: number | null;
  /** Without the relay's token. */
  readonly dialling: { readonly by: Dialling['by']; readonly address: string | null };
  /** Since when the link stands; `null`: there is none. */
  readonly linkedSince: number | null;
  /** How far its clock is ahead (+) or behind (-), in milliseconds; `null`: not known. */
  readonly clockOffMs: number | null;
}

/** How long the receipt printer's roll lasts. Lengths in millimetres. */
export interface PaperView {
  readonly terminalId: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  readonly isOnline: boolean;
  readonly leftMm: number;
  readonly rollMm: number;
  /** Days with opening hours until the roll ends, as paper was used in the last four weeks; `null`: not known. */
  readonly days: number | null;
  /** Somebody says to have put a new roll in. `isProved`: the terminal's own meter has begun anew since. */
  readonly tick: { readonly at: number; readonly actor: string; readonly isProved: boolean } | null;
}

export interface PaperHistory extends PaperView {
  /** Used since the first day, the oldest first, at most two a day. */
  readonly samples: readonly { readonly at: number; readonly usedMm: number }[];
}
