import type { Clock, Timer } from '../../../foundation/clock.ts';
import { DELAYS } from '../delays.ts';
import { localParts } from './matching.ts';

/**
 * Calls `run` once a day when the wall clock of `timeZone` passes `at`. A day on which the terminal was off then is
 * left to the device, which refuses payments with F0 if it insists. Tried again every half minute while `run` says no.
 *
 * @param at "HH:MM"
 * @returns stops it
 */
export function everyDayAt(at: string, timeZone: string, clock: Clock, run: () => Promise<boolean>): () => void {
  const due = at.replace(':', '');
  const today = () => {
    const { monthDay, time } = localParts(clock.now(), timeZone);
    return { day: monthDay, isPast: time.slice(0, 4) >= due };
  };
  const start = today();
  let doneOn: string | null = start.isPast ? start.day : null;
  let timer: Timer;
  let isStopped = false;
  const check = async () => {
    const { day, isPast } = today();
    if (isPast && doneOn !== day && (await run())) doneOn = day;
    if (!isStopped) timer = clock.setTimeout(() => void check(), DELAYS.endOfDayCheck);
  };
  timer = clock.setTimeout(() => void check(), DELAYS.endOfDayCheck);
  return () => {
    isStopped = true;
    clock.clearTimeout(timer);
  };
}
