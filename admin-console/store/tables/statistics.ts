/** What people do at the terminals, as sums. No row is about a single visit. */
export interface StatisticsTables {
  /**
   * How often something happened, or how many minutes, at one terminal. Rows of hours become rows of days, and those
   * rows of months, so that no count stands twice.
   */
  statisticCount: {
    terminalId: string;
    /** When it was counted: what another tenant gets with a terminal begins with that day. */
    tenantId: string;
    /** Likewise; empty where the terminal had no location. */
    locationId: string;
    /** Of `fleet-link/statistics.ts`. */
    metric: string;
    /** Words of the metric's dimensions, in order; empty where it has fewer than three. */
    word1: string;
    word2: string;
    word3: string;
    grain: 'hour' | 'day' | 'month';
    /** As the terminal named it ("2026-10-25T02+01:00"), the day, or the month ("2026-10"). */
    period: string;
    /** Local day at the terminal, the first one of a month. */
    day: string;
    /** Local hour 0–23; -1 where the row is not of an hour. */
    hour: number;
    count: number;
  };
  /** Which hours and days of a terminal are here. Kept longer than terminals send them again. */
  statisticPeriod: {
    terminalId: string;
    period: string;
    /** Hours since 1970; -1 for a day. */
    instant: number;
    rows: number;
    /** Epoch milliseconds. */
    takenAt: number;
  };
  /** Counts of people below `threshold` are not shown. No row: the default. */
  statisticSetting: { tenantId: string; threshold: number };
}
