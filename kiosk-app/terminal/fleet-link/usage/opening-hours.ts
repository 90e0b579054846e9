import type { SiteDefinition } from '../../../../config/schema/site.ts';
import { type LocalTime, minutesOf } from '../../../../foundation/time/local-time.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Whether people can get to the terminal at that minute; always where no hours are set. */
export function isOpenAt(hours: SiteDefinition['openingHours'], { weekday, minute }: LocalTime): boolean {
  if (hours.length === 0) return true;
  const day = DAYS[weekday - 1];
  return hours.some(
    ({ days, from, to }) =>
      day !== undefined && days.includes(day) && minutesOf(from) <= minute && minute < minutesOf(to),
  );
}
