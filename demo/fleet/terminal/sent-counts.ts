import { type CountedPeriod, MAX_PERIODS_A_CALL, MAX_ROWS_A_CALL } from '../../../fleet-link/statistics.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { localTime } from '../../../foundation/time/local-time.ts';
import type { HubLinkOptions } from '../../../kiosk-app/terminal/fleet-link/hub-link.ts';
import type { PlannedTerminal } from '../planned-terminals.ts';
import { countsOf, daysSent } from '../statistics/past-counts.ts';

const TIME_ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;

/** The counts that a simulated terminal sends by itself: the last days, and each hour of today once it is over. */
export function sentCounts(terminal: PlannedTerminal, clock: Clock): HubLinkOptions['usage'] {
  const settled = new Set<string>();
  const { date: began } = localTime(clock.now(), TIME_ZONE);
  const earlier = daysSent(began).flatMap((date) => countsOf(terminal, date, began));
  const isOver = ({ period }: CountedPeriod) =>
    period.length > 10 && Date.parse(`${period.slice(0, 13)}:00:00${period.slice(13)}`) + HOUR <= clock.now();
  return {
    unsent() {
      const { date } = localTime(clock.now(), TIME_ZONE);
      const waiting = [...earlier, ...countsOf(terminal, date, began).filter(isOver)].filter(
        ({ period }) => !settled.has(period),
      );
      const call: CountedPeriod[] = [];
      let rows = 0;
      for (const counted of waiting.slice(0, MAX_PERIODS_A_CALL)) {
        rows += counted.rows.length;
        if (rows > MAX_ROWS_A_CALL) break;
        call.push(counted);
      }
      return call;
    },
    settled(periods) {
      for (const period of periods) settled.add(period);
    },
  };
}
