import { z } from 'zod';

/** IANA name of a time zone that this runtime knows ("Europe/Berlin"). */
export const TimeZone = z.string().refine(isTimeZone, 'time-zone');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
