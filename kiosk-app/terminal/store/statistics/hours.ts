import type { LocalTime } from '../../../../foundation/time/local-time.ts';

const HOUR = 3_600_000;

/** "2026-10-25T02+01:00": the hour that comes twice in autumn is two. */
export const hourOf = ({ date, time, offset }: LocalTime): string => `${date}T${time.slice(0, 2)}${offset}`;

/** Epoch milliseconds at which a local hour begins. */
export const startOfHour = (hour: string): number => Date.parse(`${hour.slice(0, 13)}:00:00${hour.slice(13)}`);
export const endOfHour = (hour: string): number => startOfHour(hour) + HOUR;
