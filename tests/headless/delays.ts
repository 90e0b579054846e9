/**
 * Every delay of the headless citizen, in real milliseconds.
 *
 * | name | what waits |
 * | --- | --- |
 * | pressAgain | a screen that did not change after an intent gets it once more |
 * | standStill | no snapshot at all for so long: the visit is stuck |
 * | up | from the start of the terminal's process to a screen that waits for people |
 * | restart | a terminal that ended by itself is started again, as systemd does |
 * | lookEvery | how often the simulated world is looked at |
 * | paysLate | whoever pays late on the telephone does so this long after the code stood there |
 * | endWithin | after SIGTERM, before SIGKILL |
 */
export const DELAYS = {
  pressAgain: 1_500,
  standStill: 90_000,
  up: 60_000,
  restart: 100,
  lookEvery: 10,
  paysLate: 4_000,
  endWithin: 6_000,
} as const;
