import { getHolidays } from 'feiertagejs';
import type { Hours } from '../schema/hours.ts';

type FederalState = NonNullable<Hours['holidays']>;

/** By the library's name what screens have words for. Augsburg's own holiday is of a city, not of a state. */
const HOLIDAYS = {
  NEUJAHRSTAG: 'new-year',
  HEILIGEDREIKOENIGE: 'epiphany',
  WELTFRAUENTAG: 'womens-day',
  KARFREITAG: 'good-friday',
  OSTERSONNTAG: 'easter-sunday',
  OSTERMONTAG: 'easter-monday',
  TAG_DER_ARBEIT: 'labour-day',
  CHRISTIHIMMELFAHRT: 'ascension',
  PFINGSTSONNTAG: 'whit-sunday',
  PFINGSTMONTAG: 'whit-monday',
  FRONLEICHNAM: 'corpus-christi',
  MARIAHIMMELFAHRT: 'assumption',
  WELTKINDERTAG: 'childrens-day',
  DEUTSCHEEINHEIT: 'german-unity',
  REFORMATIONSTAG: 'reformation',
  ALLERHEILIGEN: 'all-saints',
  BUBETAG: 'repentance',
  ERSTERWEIHNACHTSFEIERTAG: 'christmas-day',
  ZWEITERWEIHNACHTSFEIERTAG: 'boxing-day',
} as const;
/** Every holiday that there are words for. */
export const PUBLIC_HOLIDAYS = Object.values(HOLIDAYS);
export type PublicHoliday = (typeof HOLIDAYS)[keyof typeof HOLIDAYS];

const known = new Map<string, ReadonlyMap<string, PublicHoliday>>();

/**
 * The public holiday of a day. Some are holidays in a part of a state's towns only: Assumption counts for all of Bavaria
 * here, Corpus Christi for none of Saxony and Thuringia. Where a town is different, the office knows: the first cannot be
 * taken out, the second is entered among its closures.
 * @param date "YYYY-MM-DD"
 */
export const holidayOn = (date: string, state: FederalState): PublicHoliday | null =>
  holidaysOf(date.slice(0, 4), state).get(date) ?? null;

function holidaysOf(year: string, state: FederalState): ReadonlyMap<string, PublicHoliday> {
  const key = `${year} ${state}`;
  const before = known.get(key);
  if (before) return before;
  const region = state.slice('DE-'.length) as Parameters<typeof getHolidays>[1];
  const found = new Map<string, PublicHoliday>();
  for (const { name, dateString } of getHolidays(year, region)) {
    if (Object.hasOwn(HOLIDAYS, name)) found.set(dateString, HOLIDAYS[name as keyof typeof HOLIDAYS]);
  }
  known.set(key, found);
  return found;
}
