const SECOND = 1_000;

/** Every delay of driving rollouts, in milliseconds. What a plan may set is in `contract/rollouts`. */
export const DELAYS = {
  /** How often it is looked for a rollout that is due. */
  sweep: 2 * SECOND,
  /** A rollout is due again after so long while something goes on in it, … */
  step: 2 * SECOND,
  /** … and when only late terminals can still come. */
  stepAtRest: 30 * SECOND,
  /** A hub process that has taken a rollout upon itself is left alone with it for so long. */
  lease: 15 * SECOND,
  /** No hub process has looked for so long: that time is neither patience nor soaking. */
  blindAfter: 5 * 60 * SECOND,
} as const;
