/** Every delay of the command `devices`, in milliseconds. */
export const DELAYS = {
  /** A device must have said what it is by then; an AusweisApp that has to be started first takes longest. */
  settleWithin: 20_000,
  /** A state that is no good may be the first of several attempts: so long it may still turn good. */
  turnGoodWithin: 3_000,
  /** One health check with everything in it: diagnosis over a telephone line, a slip of paper. */
  checkWithin: 120_000,
  closeWithin: 5_000,
  /** The running terminal answers what it knows at once. */
  listWithin: 5_000,
} as const;
export type CommandDelays = { readonly [name in keyof typeof DELAYS]: number };
