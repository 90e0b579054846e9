const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every delay of alerting, in milliseconds. What a tenant may set is in `contract/alerting`. */
export const DELAYS = {
  /** How often it is asked what changed, and whether a grace, a recovery, a mute or an escalation has come to its end. */
  tick: SECOND,
  /** How often the process that looks says that it does, and the others ask whether one does. */
  watch: 5 * SECOND,
  /** When it has not said so for so long, another looks. */
  watchLease: 15 * SECOND,
  /** Clocks of hub processes are no further apart, and no row is written later than this after the time it carries. */
  clocksApart: 5 * SECOND,
  /** How often every terminal is looked at: days that pass, and changes that nobody told. */
  sweep: 15 * MINUTE,
  /**
   * No hub has watched for so long: what it did not see is not held against a terminal. Offline is counted from the
   * moment it watches again.
   */
  blindAfter: MINUTE,
  /** A last use is written down anew after so long. */
  useNoted: HOUR,
} as const;
