import type { Clock } from './clock.ts';

/**
 * What may stand in a log line: numbers, booleans and short codes. There is no free text, so that nothing a person
 * said or typed can end up in one; `code()` is the only way from a string to a loggable value and refuses prose.
 */
export type Loggable = number | boolean | null | Code | readonly Code[];
export type Code = string & { readonly __code: unique symbol };

/** How every string of a log line looks, but for "?". */
export const CODE = /^[\w.:+#@/-]{1,120}$/;

/** Brands identifiers, reasons, states and versions as loggable. Anything that looks like prose becomes "?". */
export function code(value: string): Code {
  return (CODE.test(value) ? value : '?') as Code;
}

/** From what is nearly always noise to what is always a fault. */
export const LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof LEVELS)[number];

export interface Log {
  /** @param event dotted name, `room.thing.happened`; see docs/log-events.md for the catalogue */
  event(level: Level, event: string, fields?: Readonly<Record<string, Loggable>>): void;
  /** The same log with fields that every line carries. */
  with(fields: Readonly<Record<string, Loggable>>): Log;
}

/** Writes one JSON object a line to `sink`. */
export function createLog(
  sink: (line: string) => void,
  clock: Clock,
  base: Readonly<Record<string, Loggable>> = {},
): Log {
  return {
    event(level, event, fields = {}) {
      sink(`${JSON.stringify({ at: new Date(clock.now()).toISOString(), level, event, ...base, ...fields })}\n`);
    },
    with: (fields) => createLog(sink, clock, { ...base, ...fields }),
  };
}

export const silentLog: Log = { event() {}, with: () => silentLog };
