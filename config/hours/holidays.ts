import { getHolidays } from 'feiertagejs';
import type { Hours } from '../schema/hours.ts';
import { TOWN_HOLIDAYS } from '../schema/town-holidays.ts';

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

/** A state in which all towns have each of them. */
const EVERYWHERE_IN: FederalState = 'DE-SL';

/**
 * The public holiday of a day.
 * @param date "YYYY-MM-DD"
 * @param hasTownHoliday whether the town has the holiday that only a part of its state has; left out: as most towns
 */
export function holidayOn(date: string, state: FederalState, hasTownHoliday?: boolean): PublicHoliday | null {
  const year = date.slice(0, 4);
  const found = holidaysOf(year, state).get(date) ?? null;
  const some = TOWN_HOLIDAYS[state];
  if (!some) return found;
  const isThatDay = holidaysOf(year, EVERYWHERE_IN).get(date) === some.name;
  if (!isThatDay) return found;
  return (hasTownHoliday ?? some.isUsual) ? some.name : found === some.name ? null : found;
}

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
