/**
 * Every delay of the kill harness, in real milliseconds.
 *
 * | name | what waits |
 * | --- | --- |
 * | look | how often books and screen are looked at |
 * | lookAnyway | books whose files seem not to have changed |
 * | started | a terminal whose screen stands reaches for its devices, at most |
 * | calm | a terminal that has passed no boundary for so long is done with its start |
 * | warmed | a session that nobody has touched has loaded what it needs for sealing |
 * | usable | from a kill to a screen that people can use |
 * | settled | from there to books in which nothing is under way |
 * | visit | random mode: whoever has not come to an end by then is taken away from the screen |
 */
export const DELAYS = {
  look: 10,
  lookAnyway: 500,
  started: 15_000,
  calm: 1_500,
  warmed: 4_000,
  usable: 45_000,
  settled: 90_000,
  visit: 60_000,
} as const;
