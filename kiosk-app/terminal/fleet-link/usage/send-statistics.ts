import type { hubSide } from '../../../../fleet-link/contract.ts';
import type { Clock, Timer } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { code, type Log } from '../../../../foundation/log.ts';
import type { Peer } from '../../../../foundation/rpc/peer.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import type { UsageCounts } from '../../store/statistics/usage-counts.ts';

const HOUR = 3_600_000;

/**
 * Sends over one link the counts of all hours and days that are over, soon after it opened and after each full hour,
 * until the hub has them. What the hub refuses is not sent again.
 */
export function sendStatistics(
  hub: Pick<Peer<typeof hubSide>, 'call' | 'closed'>,
  usage: Pick<UsageCounts, 'unsent' | 'settled'>,
  {
    delays,
    clock,
    log,
    random,
  }: {
    readonly delays: TerminalDelays;
    readonly clock: Clock;
    readonly log: Log;
    readonly random: () => number;
  },
): void {
  let isOpen = true;
  let timer: Timer | undefined;

  async function send(): Promise<void> {
    try {
      for (let periods = usage.unsent(); periods.length > 0 && isOpen; periods = usage.unsent()) {
        const { taken, refused } = await hub.call('statistics', { periods: [...periods] }, delays.hubStatisticsWithin);
        for (const { reason } of refused) log.event('error', 'hub.statistics.refused', { reason: code(reason) });
        const answered = new Set([...taken, ...refused.map(({ period }) => period)]);
        const settled = periods.map(({ period }) => period).filter((period) => answered.has(period));
        usage.settled(settled);
        if (settled.length === 0) return later(delays.hubStatisticsAgain);
      }
      later(HOUR - (clock.now() % HOUR) + spread());
    } catch (thrown) {
      log.event('warn', 'hub.statistics.not-sent', { reason: code(reasonOf(thrown)) });
      later(delays.hubStatisticsAgain);
    }
  }
  const spread = (): number => Math.round(random() * delays.hubStatisticsSpread);
  function later(ms: number): void {
    if (isOpen) timer = clock.setTimeout(() => void send(), ms);
  }

  later(spread());
  void hub.closed.then(() => {
    isOpen = false;
    clock.clearTimeout(timer);
  });
}
