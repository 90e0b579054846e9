import {
  addDays,
  daysBetween,
  type LocalTime,
  localTime,
  minutesOf,
  weekdayOf,
} from '../../../foundation/time/local-time.ts';
import type { OnCallPerson, OnCallRota, OnCallShift } from '../../contract/alerting/rota.ts';

/** Who is on call now; nobody is an empty list. An exception stands before every shift. */
export function onCall(rota: OnCallRota, now: number): readonly OnCallPerson[] {
  const here = localTime(now, rota.timeZone);
  const clock = `${here.date}T${here.time.slice(0, 5)}`;
  const exceptions = rota.exceptions.filter(({ from, to }) => from <= clock && clock < to);
  const ids = exceptions.length > 0 ? exceptions.map(({ personId }) => personId) : inShifts(rota, here);
  return rota.people.filter(({ id }) => ids.includes(id));
}

function inShifts({ shifts, firstWeek }: OnCallRota, here: LocalTime): readonly (string | undefined)[] {
  return shifts.flatMap((shift) => {
    const day = beginningOf(shift, here);
    if (day === null) return [];
    const week = Math.floor(daysBetween(firstWeek, day) / 7);
    const { turns } = shift;
    return [turns[((week % turns.length) + turns.length) % turns.length]];
  });
}

/** The date on which the shift began that covers this time; `null` if none does. */
function beginningOf({ days, from, to }: OnCallShift, { date, weekday, minute }: LocalTime): string | null {
  const begin = minutesOf(from);
  const end = minutesOf(to);
  const yesterday = addDays(date, -1);
  if (begin < end) return days.includes(weekday) && begin <= minute && minute < end ? date : null;
  if (days.includes(weekday) && minute >= begin) return date;
  return days.includes(weekdayOf(yesterday)) && minute < end ? yesterday : null;
}
