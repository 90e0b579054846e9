import type { KeptReport } from '../../contract/terminals/terminal-view.ts';
import type { PaperSample } from './paper-forecast.ts';

/**
 * What stands at a terminal as far as the hub knows. Whoever keeps reports answers with it; alerting reads nothing else
 * of them. Times are epoch milliseconds on the hub's clock.
 */
export interface ObservedTerminal {
  readonly id: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  readonly isOnline: boolean;
  /** Not linked since then; `null` while it is. */
  readonly offlineSince: number | null;
  readonly status: KeptReport | null;
  /** What it tells of itself; a kind that is not known here came from a newer one. */
  readonly alerts: readonly { readonly kind: string; readonly reason: string | null }[];
  readonly help: { readonly id: string; readonly since: number; readonly takenAt: number | null } | null;
  /** The hub has seen its journal go back or change. */
  readonly journalBroken: { readonly at: number; readonly reason: string | null } | null;
  /** Rollouts that stopped themselves by what this terminal told, until somebody has explained why. */
  readonly stoppedRollouts: readonly { readonly id: string; readonly at: number; readonly reason: string }[];
  /** `null`: not known. */
  readonly certificateExpiresAt: number | null;
  /** How far its clock was ahead (+) or behind (-) when it last told something, in milliseconds. `null`: not known. */
  readonly clockOffMs: number | null;
}

/** What alerting itself remembers of a terminal. */
export interface WatchedTerminal {
  /** It watches the terminal since then. */
  readonly since: number;
  /** Somebody was seen using it. */
  readonly usedAt: number | null;
  /** Sessions that it had counted by then; a terminal that was set up anew begins at 0. */
  readonly sessions: number;
  readonly paper: readonly PaperSample[];
}
