/**
 * Every delay of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | retryAfterMost | longest pause that a portal may ask for (`Retry-After`) | a wrong value must not silence us for a day |
 */
export const delays = { retryAfterMost: 3_600_000 } as const;
