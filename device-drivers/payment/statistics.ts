import type { DeviceStatistics } from '../contract.ts';

/** Names in the manner of UnifiedPOS 1.16, chapter "Statistics": what was tried, what succeeded, what failed. */
export const STATISTICS = [
  'AuthorizeCount',
  'AuthorizeApprovedCount',
  'AuthorizeDeclinedCount',
  'AuthorizeAbortedCount',
  'AuthorizeFailedCount',
  'AuthorizeUnclearCount',
  'RecoveryCount',
  'ReversalCount',
  'ReversalFailedCount',
  'RefundCount',
  'EndOfDayCount',
  'EndOfDayFailedCount',
  'ConnectionCount',
  'ConnectionLostCount',
  'ConnectionFailedCount',
  'RegistrationRefusedCount',
  'CommunicationErrorCount',
  'HealthCheckCount',
  'ForeignReportCount',
] as const;
export type Statistic = (typeof STATISTICS)[number];

export class Statistics {
  readonly #counts: Record<Statistic, number>;

  /** @param since counts of an earlier run of this terminal; unknown names are ignored */
  constructor(since: DeviceStatistics = {}) {
    this.#counts = Object.fromEntries(STATISTICS.map((name) => [name, since[name] ?? 0])) as Record<Statistic, number>;
  }

  count(name: Statistic): void {
    this.#counts[name]++;
  }

  read(): DeviceStatistics {
    return { ...this.#counts };
  }
}
