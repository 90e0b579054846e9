/** Every delay of the hub proof, in milliseconds. */
export const DELAYS = {
  /** Once everything is linked, a hub process is killed at a random instant within this. */
  killWithin: 2_500,
  /** Terminals of a dead hub process are back on another within this. */
  backWithin: 10_000,
  /** A revoked terminal is off within this. */
  offWithin: 2_500,
  /** … and is watched for so long: it must not come back. */
  staysOff: 3_000,
  /** Whatever a run waits for comes within this, or something is broken. */
  giveUpAfter: 120_000,
  /** A message about an alert: another process watches 15 s after a death, sends 90 s after one, and may die, too. */
  toldWithin: 5 * 60_000,
  /** After the last kill everything comes to its end within this. */
  settleWithin: 6 * 60_000,
  /** How often the database is asked who holds which link. */
  look: 25,
  /** … and for what takes longer. */
  lookSlowly: 250,
  /** Between two commands, … */
  commandEvery: 500,
  /** … two faults of a terminal's devices, … */
  faultEvery: 3_000,
  /** … and two releases, at most. */
  releaseEvery: 8_000,
  /** Whoever is told of an alert takes so long to say that it has it, at most: long enough to die in between. */
  receiverTakes: 2_000,
  /** A command takes so long at the terminal, at most. */
  commandTakes: 300,
  /** An answer of the API. */
  answerWithin: 15_000,
} as const;
