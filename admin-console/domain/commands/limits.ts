import { MAX_COMMAND_LIFE_MS } from '../../../fleet-link/commands.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Bounds of commands; times in milliseconds. */
export const LIMITS = {
  /** Commands of one terminal that are not at their end. */
  openPerTerminal: 20,
  /** How long a command may wait to be begun, if nothing is said. */
  life: DAY,
  lifeAtMost: MAX_COMMAND_LIFE_MS,
  /** Farthest in the future that one may be put off. */
  notBeforeAtMost: MAX_COMMAND_LIFE_MS,
  /** A command that was sent and not acknowledged is sent again over the same link after this. */
  deliverAgainAfter: 30_000,
  /**
   * A command that was sent and not acknowledged did not arrive in time, if its terminal has been linked for so long and
   * says nothing of it, so long after its expiry.
   */
  notArrivedAfter: 60_000,
  /** A terminal that has taken a command and says nothing for so long after its expiry is given up. */
  noAnswerAfter: DAY,
} as const;
