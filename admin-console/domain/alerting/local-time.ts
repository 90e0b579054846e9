/** An instant as the clock on the wall of a place shows it. */
export interface WallClockTime {
  /** "YYYY-MM-DD". */
  readonly date: string;
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight, as the clock shows them. */
  readonly minute: number;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * From an instant to a wall clock there is always one answer, also in the hour that daylight saving time skips or shows
 * twice. Everything here is therefore asked in this direction.
 */
export function localTime(at: number, timeZone: string): WallClockTime {
  const part = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${part.year}-${part.month}-${part.day}`;
  return { date, weekday: weekdayOf(date), minute: Number(part.hour) * 60 + Number(part.minute) };
}

/** Days from `from` to `to`, both "YYYY-MM-DD". */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** @param date "YYYY-MM-DD" */
export const weekdayOf = (date: string): number => new Date(Date.parse(date)).getUTCDay() || 7;

/** @returns the date `days` later */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** "HH:MM" in minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}
