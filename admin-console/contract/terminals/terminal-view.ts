import type { StatusReport } from '../../../fleet-link/contract.ts';
import type { AlertView } from '../alerting/alerts.ts';
import type { TerminalCondition, TerminalJudgement } from './judgement.ts';

/** What is kept of what a terminal told. Of alerts and journal only what follows from them is kept: see `alerts`. */
export type KeptReport = Omit<StatusReport, 'alerts' | 'journal'>;

/** One terminal with all that is known of it. */
export interface TerminalView {
  readonly id: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  /** What people call it; `null`: by its id. */
  readonly name: string | null;
  readonly site: string | null;
  readonly fingerprint: string;
  readonly enrolledAt: number;
  /** Since when it may not link any more, until it is enrolled again. */
  readonly revokedAt: number | null;
  readonly online: boolean;
  /** When its link opened or ended last: while it is online, it is seen now. */
  readonly seenAt: number | null;
  readonly software: string | null;
  readonly status: KeptReport | null;
  /** What a person has to look after there. */
  readonly alerts: readonly AlertView[];
  readonly judgement: TerminalJudgement;
  /** Somebody there asks for a person. */
  readonly help: HelpCall | null;
  /** The tenant's own words on it. */
  readonly tags: readonly string[];
}

/** A call for help as the console shows it. */
export interface HelpCall {
  readonly id: string;
  /** Epoch milliseconds on the hub's clock: when the person asked. */
  readonly since: number;
  /** Since when somebody looks after it; `null`: nobody yet. */
  readonly takenAt: number | null;
}

/** How many things of each severity there are. */
export interface SeverityCounts {
  readonly urgent: number;
  readonly soon: number;
  readonly note: number;
}

/** What is in the way first: a finding of the judgement, or an alert (its kind is the subject then). */
export interface Cause {
  readonly kind: 'alert' | TerminalJudgement['findings'][number]['kind'];
  readonly subject: string;
  readonly reason: string | null;
}

/** One row of a list of terminals. */
export interface TerminalSummary {
  readonly id: string;
  readonly tenantId: string;
  readonly locationId: string | null;
  /** As in `TerminalView`. */
  readonly name: string | null;
  readonly site: string | null;
  readonly software: string | null;
  readonly online: boolean;
  /** As in `TerminalView`. */
  readonly seenAt: number | null;
  readonly revokedAt: number | null;
  readonly condition: TerminalCondition;
  /** Alerts and findings together; of a terminal that is not online only its alerts. */
  readonly messages: SeverityCounts;
  readonly cause: Cause | null;
  readonly help: HelpCall | null;
  readonly tags: readonly string[];
  /** What is left of the receipt printer's roll, from 0 to 1; `null` while it is not known. */
  readonly paper: number | null;
}

/** What a list of terminals can be sorted by. */
export const TERMINAL_SORTS = ['id', 'name', 'state', 'place', 'seen', 'paper', 'software'] as const;
export type TerminalSort = (typeof TERMINAL_SORTS)[number];

/** A version of the terminals' software, and how many run it. */
export interface SoftwareInUse {
  readonly version: string;
  readonly terminals: number;
}

/** A part of the list of terminals. */
export interface TerminalPage {
  readonly terminals: readonly TerminalSummary[];
  /** What to give as `after` for the next part in the order of ids; `null` at the end. */
  readonly next: string | null;
  /** How many rows the whole list has; told where a part is asked for by `from`. */
  readonly total: number | null;
}

/** A terminal and what people call it. */
export interface TerminalNamed {
  readonly id: string;
  readonly name: string;
}

/** What a service is called at the terminals, in each language in which one has told it. */
export interface ServiceTitle {
  readonly id: string;
  readonly titles: Readonly<NonNullable<StatusReport['services'][number]['titles']>>;
}

export interface TerminalTotals {
  readonly terminals: number;
  readonly online: number;
  readonly help: number;
  /** Without 0s. */
  readonly conditions: Readonly<Partial<Record<TerminalCondition, number>>>;
}
