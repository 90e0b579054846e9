/** Every delay of the simulated fleet, in milliseconds. */
export const DELAYS = {
  /** How long a command takes that does something to a device. */
  workAtLeast: 800,
  workAtMost: 3_500,
  /** Until a terminal that was restarted is back. */
  backAfter: 6_000,
  backAfterMachine: 20_000,
  /** Terminals are brought in one after the other with so much between: nobody waits for the last of them. */
  between: 60,
  /** Somebody steps up to one of them this often, and stays as long as this. */
  visitEvery: 9_000,
  visitLasts: 45_000,
  /** A call for help on demand stands so long, unless somebody takes it. */
  helpStands: 180_000,
  /** How often somebody looks whether a ring of the rollout has settled. */
  lookAtRollout: 3_000,
} as const;
