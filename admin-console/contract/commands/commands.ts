import type { CommandKind } from '../../../fleet-link/command-kinds.ts';
import type { CommandOrder, CommandResult } from '../../../fleet-link/commands.ts';

/**
 * `queued` not sent yet · `delivered` sent, and not known whether it arrived · `acknowledged` written down at the
 * terminal · `running` · `succeeded` · `failed` · `expired` not begun in time · `cancelled` before it was sent.
 */
export type CommandState =
  | 'queued'
  | 'delivered'
  | 'acknowledged'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'expired'
  | 'cancelled';

/** One command to one terminal. Times are epoch milliseconds on the hub's clock. */
export interface CommandView {
  /** UUID; the terminal does what carries the same one once. */
  readonly id: string;
  readonly tenantId: string;
  readonly terminalId: string;
  /** Of the bulk command it belongs to. */
  readonly batchId: string | null;
  readonly order: CommandOrder;
  readonly urgent: boolean;
  readonly actor: string;
  /** Why, in the words of whoever gave it. */
  readonly reason: string | null;
  readonly createdAt: number;
  readonly notBefore: number;
  readonly expiresAt: number;
  readonly state: CommandState;
  readonly deliveredAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Why it failed or expired, in kebab-case. */
  readonly outcome: string | null;
  readonly result: CommandResult | null;
}

/** One command to many terminals. */
export interface CommandBatchView {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: CommandKind;
  readonly actor: string;
  readonly reason: string | null;
  readonly createdAt: number;
  readonly stoppedAt: number | null;
  /** How many of them are in each state; done is whoever is in one of the last four. */
  readonly counts: Readonly<Record<CommandState, number>>;
}

/** How many a bulk command would reach. */
export interface CommandPreview {
  readonly reached: number;
  /** Of these, so many are not linked and get it later. */
  readonly away: number;
  /** Who is left out, by why. */
  readonly left: readonly LeftOutTerminals[];
}
export interface LeftOutTerminals {
  readonly why: LeftOut;
  readonly terminals: number;
  /** Ids of the first of them. */
  readonly first: readonly string[];
}
/** `not-found` · `waiting` the same is on its way already · `no-device` it lacks what the command needs · `too-many`. */
export type LeftOut = 'not-found' | 'waiting' | 'no-device' | 'too-many';

/** A file that a command brought. */
export interface CommandFileView {
  readonly type: 'png' | 'log-gzip';
  /** Base64. */
  readonly data: string;
}
