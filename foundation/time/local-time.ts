import { Bug } from '../errors.ts';

/** An instant as the clock on the wall of a place shows it. */
export interface LocalTime {
  /** "2026-10-25" */
  readonly date: string;
  /** "02:30:00" */
  readonly time: string;
  /** From UTC, "+01:00": tells apart the two hours to which autumn gives the same name. */
  readonly offset: string;
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight, as the clock shows them. */
  readonly minute: number;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * From an instant to a wall clock there is always one answer, also in the hour that daylight saving time skips or shows
 * twice. Whoever can asks in this direction.
 * @param at epoch milliseconds
 * @param timeZone IANA name
 */
export function localTime(at: number, timeZone: string): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second, timeZoneName } = parts;
  if (!year || !month || !day || !hour || !minute || !second || !timeZoneName)
    throw new Bug('a date without its parts');
  const date = `${year.padStart(4, '0')}-${month}-${day}`;
  return {
    date,
    time: `${hour}:${minute}:${second}`,
    // "GMT" alone is UTC itself.
    offset: timeZoneName.slice(3) || '+00:00',
    weekday: weekdayOf(date),
    minute: Number(hour) * 60 + Number(minute),
  };
}

/** Days from `from` to `to`, both "YYYY-MM-DD". */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** @param date "YYYY-MM-DD" @returns ISO 8601: 1 is Monday */
export const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay() || 7;

/** @returns the date `days` later */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** "HH:MM" in minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, made);
  return made;
}
