import type { Metric } from '../../fleet-link/statistics.ts';

/** By what a table may be laid out beside the words of its metric. */
export const OTHER_AXES = ['location', 'hour', 'weekday', 'month'] as const;
export type OtherAxis = (typeof OTHER_AXES)[number];

/** `null`: not shown, because it, or another from which it would follow, is below the threshold. */
export type ShownCount = number | null;

/** Counts of whole months, laid out by some of the dimensions; those that are not asked for are summed over. */
export interface StatisticTable {
  readonly metric: Metric;
  readonly unit: 'times' | 'minutes';
  /** Months, both included: "2026-06". */
  readonly from: string;
  readonly to: string;
  /** Names of the columns before the count. */
  readonly by: readonly string[];
  readonly rows: readonly StatisticRow[];
  readonly total: ShownCount;
  /** Counts of people from 1 to below this are not shown. */
  readonly threshold: number;
}
export interface StatisticRow {
  /** Of `by`, in its order. A location by its id, empty for terminals without one. */
  readonly values: readonly string[];
  readonly count: ShownCount;
}

export interface ComparedRow {
  readonly values: readonly string[];
  readonly before: ShownCount;
  readonly after: ShownCount;
  /** Percent of `before`, rounded; `null` where either is not shown or nothing was before. */
  readonly change: number | null;
}

export const QUESTIONS = ['scanner', 'payment', 'failing', 'location', 'when', 'languages'] as const;
export type Question = (typeof QUESTIONS)[number];

/** One sentence: its text by key, and the numbers and words in it. */
export interface Fact {
  readonly key: string;
  readonly values: Readonly<Record<string, ShownCount | string>>;
}
export interface PilotAnswer {
  readonly question: Question;
  readonly facts: readonly Fact[];
}
