import { DATE_LIMIT } from '../../../config/schema/expression.ts';
import { Bug } from '../../../foundation/errors.ts';
import { addDays, daysBetween, localTime } from '../../../foundation/time/local-time.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** ISO date of `now` (epoch milliseconds) in the time zone of the place. */
export const today = (now: number, timeZone: string): string => localTime(now, timeZone).date;

/**
 * "2026-03-01" → "01.03.2026". Of a day that a register knows in part only the known part is shown: "1977-03-00" →
 * "03.1977", "1977-00-00" → "1977". Anything else comes back as it is.
 */
export function germanDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(iso);
  if (!match) return iso;
  const [, year = '', month, day] = match;
  if (month === '00') return year;
  return day === undefined || day === '00' ? `${month}.${year}` : `${day}.${month}.${year}`;
}

/** A day so many days, months or years away; a month's end stays within its month (31 January + 1 month = 28 February). */
export function shifted(iso: string, by: number, unit: 'days' | 'months' | 'years'): string {
  if (unit === 'days') return addDays(iso, by);
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + by * (unit === 'years' ? 12 : 1), 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}
/** The day that a limit names. @param today ISO date */
export function limitDay(limit: string, today: string): string {
  const match = DATE_LIMIT.exec(limit);
  if (!match) throw new Bug('a date limit is a day');
  const [written, sign, count, unit] = match;
  if (!written.startsWith('today')) return written;
  const by = sign === undefined ? 0 : Number(`${sign}${count}`);
  return shifted(today, by, unit === 'y' ? 'years' : unit === 'm' ? 'months' : 'days');
}

export const daysSinceEpoch = (iso: string): number => daysBetween('1970-01-01', iso);

/** From one ISO date to another: nights between them, days with both of them, whole years. */
export function span(from: string, to: string, unit: 'days' | 'nights' | 'years'): number {
  if (unit !== 'years') return daysBetween(from, to) + (unit === 'days' ? 1 : 0);
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** "1977-00-00" → "1977", "1977-03-00" → "1977-03": a day as ISO 8601 writes it with less precision. */
export const knownPart = (iso: string): string =>
  iso.replace(/^(\d{4})-00-\d{2}$/, '$1').replace(/^(\d{4}-\d{2})-00$/, '$1');

export interface DateLimits {
  /** ISO dates, both inclusive. */
  readonly min: string | null;
  readonly max: string | null;
  /** ISO date; decides whether a missed limit is named "past" or "future". */
  readonly today: string;
}

/** Typed as TT.MM.JJJJ (separators optional where unambiguous: TTMMJJJJ) or as ISO; stored as ISO. */
export function judgeDate(typed: string, limits: DateLimits): FieldVerdict {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const parts = iso ? [iso[3], iso[2], iso[1]] : germanParts(typed);
  if (!parts) return /^\d{4}(-\d{0,2}){0,2}$/.test(typed) ? incomplete('date') : wrong('date');
  const [day = '', month = '', year = ''] = parts;
  const fault = partFault(day, month, year);
  if (fault) return wrong('date');
  if (day === '' || month === '' || year.length < 4) {
    return year.length > 0 && year.length < 4 && !/^[12]/.test(year) ? wrong('date') : incomplete('date');
  }
  const d = Number(day);
  const m = Number(month);
  const y = Number(year);
  if (d < 1 || m < 1 || y < 1800 || y > 2199 || (m === 2 && d === 29 && !isLeap(y))) return wrong('date');
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (limits.min !== null && value < limits.min) return wrong('date-past', germanDate(limits.min));
  if (limits.max !== null && value > limits.max) return wrong('date-future', germanDate(limits.max));
  return valid(value);
}

function germanParts(typed: string): readonly string[] | null {
  const separated = /^(\d{1,2})(?:\.(?:(\d{1,2})(?:\.(\d{0,4}))?)?)?$/.exec(typed);
  if (separated) return [separated[1] ?? '', separated[2] ?? '', separated[3] ?? ''];
  const joined = /^(\d{2})(\d{1,2})(\d{0,4})$/.exec(typed);
  return joined ? [joined[1] ?? '', joined[2] ?? '', joined[3] ?? ''] : typed === '' ? ['', '', ''] : null;
}

/** True if no further digit can make the parts a date. */
function partFault(day: string, month: string, year: string): boolean {
  if (day.length === 2 && (Number(day) < 1 || Number(day) > 31)) return true;
  if (month.length === 2 && (Number(month) < 1 || Number(month) > 12)) return true;
  if (day.length === 2 && month.length === 2 && Number(day) > (DAYS[Number(month) - 1] ?? 31)) return true;
  return year.length === 4 && (Number(year) < 1800 || Number(year) > 2199);
}
