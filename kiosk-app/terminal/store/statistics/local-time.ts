import { Bug } from '../../../../foundation/errors.ts';

const HOUR = 3_600_000;

/** A moment as the clock on the wall shows it at a place. */
export interface LocalTime {
  /** "2026-10-25" */
  readonly day: string;
  /** "2026-10-25T02+01:00": the hour that comes twice in autumn is two. */
  readonly hour: string;
  /** 1 Monday … 7 Sunday */
  readonly weekday: number;
  /** Minutes since midnight on the clock. */
  readonly minute: number;
}

/** @param timeZone IANA name @returns local time of epoch milliseconds */
export function localTimeAt(timeZone: string): (epochMs: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  return (epochMs) => {
    const parts = Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, timeZoneName } = parts;
    if (!year || !month || !day || !hour || !minute || !timeZoneName) throw new Bug('a date without its parts');
    const date = `${year.padStart(4, '0')}-${month}-${day}`;
    // "GMT" alone is UTC itself.
    const offset = timeZoneName.slice(3) || '+00:00';
    return {
      day: date,
      hour: `${date}T${hour}${offset}`,
      weekday: new Date(`${date}T00:00:00Z`).getUTCDay() || 7,
      minute: Number(hour) * 60 + Number(minute),
    };
  };
}

/** Epoch milliseconds at which a local hour begins. */
export const startOfHour = (hour: string): number => Date.parse(`${hour.slice(0, 13)}:00:00${hour.slice(13)}`);
export const endOfHour = (hour: string): number => startOfHour(hour) + HOUR;
