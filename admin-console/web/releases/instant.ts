import { localTime } from '../../../foundation/time/local-time.ts';

/** Offsets that a place has had within a day: before and after its clocks were changed. */
const AROUND = [-86_400_000, 86_400_000];

/**
 * The instant at which the clock of a place shows this; the first of two where the clocks are put back.
 * @param local "2026-12-01T06:00"
 * @param timeZone IANA name
 * @returns epoch milliseconds; `null` for no time at all, or one that the clocks skip there
 */
export function instantOf(local: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc)) return null;
  const shown = (at: number) => {
    const { date, time } = localTime(at, timeZone);
    return `${date}T${time.slice(0, 5)}`;
  };
  const instants = AROUND.map((span) => asUtc - offsetOf(asUtc + span, timeZone)).filter(
    (at) => shown(at) === local.slice(0, 16),
  );
  return instants.length === 0 ? null : Math.min(...instants);
}

/** Milliseconds east of UTC. */
function offsetOf(at: number, timeZone: string): number {
  const { date, time } = localTime(at, timeZone);
  return Date.parse(`${date}T${time}Z`) - Math.floor(at / 1_000) * 1_000;
}
