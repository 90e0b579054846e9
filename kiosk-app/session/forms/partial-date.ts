import { type DateLimits, germanDate, judgeDate } from './date.ts';
import { type FieldVerdict, incomplete, valid, wrong } from './verdict.ts';

const ISO = /^(\d{4})(?:-(\d{2}))?$/;
const YEAR = /^\d{4}$/;
const MONTH = /^(\d{1,2})\.(\d{4})$/;
const PREFIX = /^(?:\d{1,3}|\d{1,2}\.(?:\d{1,2}(?:\.\d{0,3})?|\d{3})?)$/;
const [FIRST_YEAR, LAST_YEAR] = [1800, 2199];

/**
 * A day of which month or day may be unknown, as on identity cards (ICAO 9303-3, 4.8; register offices write "00"): "1980",
 * "05.1980", "24.05.1980", "00.05.1980".
 * @param limits compared as far as the day is known
 * @returns ISO 8601 with less precision: "1980", "1980-05", "1980-05-24"
 */
export function judgePartialDate(typed: string, limits: DateLimits): FieldVerdict {
  const text = typed.trim().replace(/^00\./, '').replace(/^00\./, '');
  const iso = ISO.exec(text);
  if (iso?.[2] !== undefined) return judged(iso[1] ?? '', iso[2], limits);
  if (YEAR.test(text)) {
    const year = Number(text);
    // Digits of a whole day may follow.
    return year < FIRST_YEAR || year > LAST_YEAR ? joined(text, limits) : judged(text, null, limits);
  }
  const month = MONTH.exec(text);
  if (month) return judged(month[2] ?? '', (month[1] ?? '').padStart(2, '0'), limits);
  if (text === '' || (PREFIX.test(text) && !isImpossible(text))) return incomplete('partial-date');
  return joined(text, limits);
}

function judged(year: string, month: string | null, { min, max }: DateLimits): FieldVerdict {
  if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return wrong('partial-date');
  if (month !== null && (Number(month) < 1 || Number(month) > 12)) return wrong('partial-date');
  const value = month === null ? year : `${year}-${month}`;
  if (min !== null && value < min.slice(0, value.length)) return wrong('date-past', germanDate(min));
  if (max !== null && value > max.slice(0, value.length)) return wrong('date-future', germanDate(max));
  return valid(value);
}

/** A whole day, by its own rules. */
function joined(text: string, limits: DateLimits): FieldVerdict {
  const verdict = judgeDate(text, limits);
  if (verdict.kind === 'valid' || verdict.error.reason !== 'date') return verdict;
  return verdict.kind === 'wrong' ? wrong('partial-date') : incomplete('partial-date');
}

/** "13." is a day as well as "05." a month; "32." is neither. */
const isImpossible = (text: string): boolean => {
  const [first = '', second = '', third] = text.split('.');
  if (first.length === 2 && Number(first) > 31 && text.includes('.')) return true;
  return third !== undefined && Number(second) > 12;
};
