import { type Clock, systemClock } from '../../../foundation/clock.ts';
import { addDays, localTime, weekdayOf } from '../../../foundation/time/local-time.ts';

const HOUR = 3_600_000;

/** For what was done at an instant of the past. */
export const dated = (at: number): Clock => ({ ...systemClock, now: () => at });

/** A clock that stands at some hour (UTC) of the day so many days ago, or of the Friday before it at weekends. */
export function officeHour(clock: Clock, daysAgo: number, hour: number): Clock {
  const day = addDays(localTime(clock.now(), 'Europe/Berlin').date, -daysAgo);
  return dated(Date.parse(addDays(day, -Math.max(0, weekdayOf(day) - 5))) + hour * HOUR);
}
