/**
 * Every time limit of this room, in milliseconds.
 *
 * | name | what waits | why this long |
 * | --- | --- | --- |
 * | answer | a whole exchange, from the first byte out to the last byte in | a citizen stands before the screen meanwhile |
 */
export const delays = { answer: 15_000 } as const;
