/** Every delay of a browser of ours, in milliseconds. */
export const DELAYS = {
  /** Answer of the browser to one debugging command. */
  browserAnswerWithin: 10_000,
  /** From its start to the first answer. */
  browserUpWithin: 20_000,
  /** After SIGKILL the last process of a browser is gone within this, else the wipe counts as not proven. */
  browserGoneWithin: 3_000,
  browserGoneLookEvery: 10,
} as const;
