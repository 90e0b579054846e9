import { localTime, minutesOf } from '../../../foundation/time/local-time.ts';
import type { RolloutWindow } from '../../contract/rollouts/rollouts.ts';

const dayBefore = (weekday: number): number => (weekday === 1 ? 7 : weekday - 1);

/** Whether terminals may be offered something now. @param timeZone IANA name */
export function isWindowOpen(window: RolloutWindow | null, now: number, timeZone: string): boolean {
  if (window === null) return true;
  const { weekday, minute } = localTime(now, timeZone);
  const from = minutesOf(window.from);
  const to = minutesOf(window.to);
  const begins = (day: number) => window.weekdays.includes(day);
  if (from < to) return begins(weekday) && minute >= from && minute < to;
  return (begins(weekday) && minute >= from) || (begins(dayBefore(weekday)) && minute < to);
}
