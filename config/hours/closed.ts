import { addDays, type LocalTime, minutesOf, weekdayOf } from '../../foundation/time/local-time.ts';
import type { Hours } from '../schema/hours.ts';
import { holidayOn, type PublicHoliday } from './holidays.ts';

/** Why nobody can get to the terminal now. */
export type ClosedWhy =
  | { readonly kind: 'hours' }
  | { readonly kind: 'holiday'; readonly holiday: PublicHoliday }
  /** A closure of the office's own; `text`: key, `null` where it does not say why. */
  | { readonly kind: 'closure'; readonly text: string | null };

export interface Closed {
  readonly why: ClosedWhy;
  /** Next time it opens, as the clock of the place will show it; `null`: not within a year. */
  readonly opensAt: { readonly date: string; readonly time: string } | null;
}

type AtPlace = Pick<LocalTime, 'date' | 'weekday' | 'minute'>;

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** How many days ahead the next opening is looked for. */
const LOOK_AHEAD = 366;

/** Whether people can get to the terminal at that minute; always where neither hours nor days off are set. */
export const isOpenAt = (hours: Hours, at: AtPlace): boolean => whyClosed(hours, at) === null;

/**
 * Why the place is closed at a minute, and when it opens; `null`: it is open. The minute is the one that the clock on the
 * wall shows, so the hour that daylight saving time repeats counts twice and the one that it skips never comes.
 */
export function closedAt(hours: Hours, at: AtPlace): Closed | null {
  const why = whyClosed(hours, at);
  return why && { why, opensAt: nextOpening(hours, at) };
}

function whyClosed(hours: Hours, { date, weekday, minute }: AtPlace): ClosedWhy | null {
  const dayOff = whyDayOff(hours, date);
  if (dayOff || hours.openingHours.length === 0) return dayOff;
  const isOpen = periodsOf(hours, weekday).some(({ from, to }) => minutesOf(from) <= minute && minute < minutesOf(to));
  return isOpen ? null : { kind: 'hours' };
}

function whyDayOff({ closures, holidays, townHoliday }: Hours, date: string): ClosedWhy | null {
  const closure = closures.find(({ from, to = from }) => from <= date && date <= to);
  if (closure) return { kind: 'closure', text: closure.text };
  const holiday = holidays && holidayOn(date, holidays, townHoliday);
  return holiday ? { kind: 'holiday', holiday } : null;
}

function nextOpening(hours: Hours, { date: today, minute }: AtPlace): Closed['opensAt'] {
  for (let days = 0; days <= LOOK_AHEAD; days += 1) {
    const date = addDays(today, days);
    if (whyDayOff(hours, date)) continue;
    const starts = hours.openingHours.length === 0 ? ['00:00'] : startsOf(hours, weekdayOf(date));
    const time = starts.find((start) => days > 0 || minutesOf(start) > minute);
    if (time !== undefined) return { date, time };
  }
  return null;
}

const startsOf = (hours: Hours, weekday: number): readonly string[] =>
  periodsOf(hours, weekday)
    .map(({ from }) => from)
    .sort();

/** @param weekday ISO 8601: 1 is Monday */
function periodsOf({ openingHours }: Hours, weekday: number): Hours['openingHours'] {
  const day = DAYS[weekday - 1];
  return openingHours.filter(({ days }) => day !== undefined && days.includes(day));
}
