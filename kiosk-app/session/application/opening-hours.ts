import type { Hours } from '../../../config/schema/hours.ts';
import type { OpeningRow } from '../contract/place.ts';
import type { SessionTexts } from '../texts.ts';

type Weekday = Hours['openingHours'][number]['days'][number];

const WEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A Monday: names of weekdays are those of dates. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;

/** Opening hours as a notice at a door has them: days with the same hours are one row, days without any are left out. */
export function openingRows(
  periods: Hours['openingHours'],
  texts: SessionTexts,
  language: string,
): readonly OpeningRow[] {
  const timesOf = (day: Weekday): string =>
    periods
      .filter(({ days }) => days.includes(day))
      .sort((a, b) => a.from.localeCompare(b.from))
      .map(({ from, to }) => texts.text(language, 'session.hours.period', { from, to }))
      .join(', ');
  const rows = new Map<string, number[]>();
  for (const [at, day] of WEEK.entries()) {
    const times = timesOf(day);
    if (times !== '') rows.set(times, [...(rows.get(times) ?? []), at]);
  }
  return [...rows].map(([times, days]) => ({ times, days: daysText(days, texts, language) }));
}

/** @param days 0 is Monday; at least one, rising */
function daysText(days: readonly number[], texts: SessionTexts, language: string): string {
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  const name = (day: number) => names.format(MONDAY + day * DAY);
  const [first = 0, last = first] = [days[0], days.at(-1)];
  const isRun = days.length > 2 && last - first === days.length - 1;
  if (isRun) return texts.text(language, 'session.hours.days', { from: name(first), to: name(last) });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(days.map(name));
}
