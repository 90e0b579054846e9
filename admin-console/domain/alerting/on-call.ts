import {
  addDays,
  daysBetween,
  type LocalTime,
  localTime,
  minutesOf,
  weekdayOf,
} from '../../../foundation/time/local-time.ts';
import type { OnCallDay, OnCallPerson, OnCallRota, OnCallShift } from '../../contract/alerting/rota.ts';

/** Who is on call now; nobody is an empty list. An exception stands before every shift. */
export const onCall = (rota: OnCallRota, now: number): readonly OnCallPerson[] =>
  onCallAt(rota, localTime(now, rota.timeZone));

type WallClock = Pick<LocalTime, 'date' | 'weekday' | 'minute'>;

function onCallAt(rota: OnCallRota, here: WallClock): readonly OnCallPerson[] {
  const clock = `${here.date}T${timeOf(here.minute)}`;
  const exceptions = rota.exceptions.filter(({ from, to }) => from <= clock && clock < to);
  const ids = exceptions.length > 0 ? exceptions.map(({ personId }) => personId) : inShifts(rota, here);
  return rota.people.filter(({ id }) => ids.includes(id));
}

function inShifts({ shifts, firstWeek }: OnCallRota, here: WallClock): readonly (string | undefined)[] {
  return shifts.flatMap((shift) => {
    const day = beginningOf(shift, here);
    if (day === null) return [];
    const week = Math.floor(daysBetween(firstWeek, day) / 7);
    const { turns } = shift;
    return [turns[((week % turns.length) + turns.length) % turns.length]];
  });
}

/** The date on which the shift began that covers this time; `null` if none does. */
function beginningOf({ days, from, to }: OnCallShift, { date, weekday, minute }: WallClock): string | null {
  const begin = minutesOf(from);
  const end = minutesOf(to);
  const yesterday = addDays(date, -1);
  if (begin < end) return days.includes(weekday) && begin <= minute && minute < end ? date : null;
  if (days.includes(weekday) && minute >= begin) return date;
  return days.includes(weekdayOf(yesterday)) && minute < end ? yesterday : null;
}

const DAY_MINUTES = 24 * 60;
/** "07:05"; the end of a day is "24:00". */
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Who is on call on each of some days, on the clock of the rota's time zone. @param from "YYYY-MM-DD" */
export function onCallDays(rota: OnCallRota, from: string, days: number): readonly OnCallDay[] {
  return Array.from({ length: days }, (_, n) => {
    const date = addDays(from, n);
    const weekday = weekdayOf(date);
    const changes = new Set([0, ...rota.shifts.flatMap((shift) => [minutesOf(shift.from), minutesOf(shift.to)])]);
    for (const at of rota.exceptions.flatMap((exception) => [exception.from, exception.to]))
      if (at.startsWith(date)) changes.add(minutesOf(at.slice(11)));
    const begins = [...changes].filter((minute) => minute < DAY_MINUTES).sort((a, b) => a - b);
    const spans: { from: string; to: string; names: string[] }[] = [];
    for (const minute of begins) {
      const names = onCallAt(rota, { date, weekday, minute }).map(({ name }) => name);
      const last = spans.at(-1);
      if (last && last.names.join('\n') === names.join('\n')) continue;
      if (last) last.to = timeOf(minute);
      spans.push({ from: timeOf(minute), to: timeOf(DAY_MINUTES), names });
    }
    return { date, spans };
  });
}
