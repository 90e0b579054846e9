import { addDays, daysBetween, localTime, minutesOf, weekdayOf } from '../../../foundation/time/local-time.ts';
import type { AlertRules } from '../../contract/alerting/rules.ts';

/** A terminal that stands open day and night. */
const ALWAYS = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }];
/** More days are not counted. */
const AT_MOST = 400;

/**
 * Days with opening hours that have gone by wholly since an instant. Low traffic means that a fault can go unnoticed for
 * months: a terminal that looks well and that nobody uses on days when people come is one.
 */
export function openDaysSince(
  since: number,
  now: number,
  rules: Pick<AlertRules, 'timeZone' | 'openingHours'>,
): number {
  const from = localTime(since, rules.timeZone);
  const to = localTime(now, rules.timeZone);
  const days = Math.min(daysBetween(from.date, to.date), AT_MOST);
  let open = 0;
  for (let n = 0; n <= days; n++) {
    const weekday = weekdayOf(addDays(from.date, n));
    const today = rules.openingHours.filter((hours) => hours.days.includes(weekday));
    const begun = n === 0 ? from.minute : 0;
    const ended = n === days ? to.minute : 24 * 60;
    // A day counts once the whole of its hours lies after the last use.
    if (today.some((hours) => minutesOf(hours.from) >= begun && minutesOf(hours.to) <= ended)) open++;
  }
  return open;
}

/** The same; where no opening hours are set, every day is one. */
export const usualDaysSince = (
  since: number,
  now: number,
  rules: Pick<AlertRules, 'timeZone' | 'openingHours'>,
): number => openDaysSince(since, now, rules.openingHours.length > 0 ? rules : { ...rules, openingHours: ALWAYS });
