import type { CountedPeriod, Metric } from '../../../fleet-link/statistics.ts';

/** By what counts may be laid out beside the words of their metric and the location. */
export type TimeAxis = 'none' | 'hour' | 'weekday' | 'month';

export interface CountQuery {
  readonly tenants: readonly string[];
  readonly metric: Metric;
  /** Local days, both included: "2026-10-01". */
  readonly from: string;
  readonly to: string;
  readonly time: TimeAxis;
}

/** Which terminals are meant. */
export interface CountedPart {
  readonly tenants: readonly string[];
  readonly location?: string | undefined;
}
/** Of which time there are counts. */
export interface KeptDays {
  /** The first day of which anything was counted; of months the first of them. `null`: nothing was. */
  readonly first: string | null;
  /** First day of the last month of which days were added up, all or some of them. */
  readonly lastMonth: string | null;
}
/** Days on which a place was open, as the minutes of availability tell. */
export interface OpenDays {
  readonly days: number;
  /** Of each terminal its own days, together. */
  readonly terminalDays: number;
}

/** A sum over all terminals of a location. */
export interface SummedCount {
  /** Empty: terminals without a location. */
  readonly locationId: string;
  /** Words of the metric's dimensions, in order. */
  readonly words: readonly string[];
  /** "0" to "23", "1" (Monday) to "7", "2026-10"; empty for `none`. */
  readonly time: string;
  readonly count: number;
}

export interface TakenPeriods {
  readonly taken: readonly string[];
  readonly refused: readonly { readonly period: string; readonly reason: string }[];
}

/** What the statistics ask of whatever keeps them. */
export interface StatisticsStore {
  /** Keeps what a terminal counted; a period that is here already is replaced. One transaction. */
  take(terminalId: string, periods: readonly CountedPeriod[]): Promise<TakenPeriods>;
  counts(query: CountQuery): Promise<readonly SummedCount[]>;
  keptDays(part: CountedPart): Promise<KeptDays>;
  /** Where days are kept, both included. */
  openDays(part: CountedPart & { readonly from: string; readonly to: string }): Promise<OpenDays>;
  /** Threshold below which counts of people are not shown; the strictest of these tenants. */
  threshold(tenants: readonly string[]): Promise<number>;
  setThreshold(tenantId: string, threshold: number, actor: string): Promise<void>;
  /** Names by id, of these tenants. */
  locations(tenants: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
