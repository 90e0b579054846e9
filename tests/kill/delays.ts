/**
 * Every delay of the kill harness, in real milliseconds.
 *
 * | name | what waits |
 * | --- | --- |
 * | look | how often books and screen are looked at |
 * | usable | from a kill to a screen that people can use |
 * | settled | from there to books in which nothing is under way |
 * | reach | a point that is not reached by then is not on this journey's way |
 */
export const DELAYS = { look: 10, usable: 45_000, settled: 45_000, reach: 60_000 } as const;
