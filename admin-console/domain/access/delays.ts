const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every delay of access, in milliseconds. */
export const ACCESS_DELAYS = {
  /** A session that nobody has used for so long ends (NIST SP 800-63B-4, section 2.2.3: at most an hour). */
  sessionIdle: HOUR,
  /** And after so long in any case (the same: at most 24 hours). A working day. */
  sessionLongest: 12 * HOUR,
  /** A session's use is written down at most this often. */
  sessionSeenEvery: MINUTE,
  /** Whoever changes ways to sign in has signed in within this. */
  sessionFresh: 15 * MINUTE,
  /** A one-time link of the machine's own command. */
  ownerLink: DAY,
  /** A one-time link that goes to somebody else. */
  invitation: 3 * DAY,
  /** For whoever comes with this e-mail address from the organisation's sign-in. */
  oidcInvitation: 30 * DAY,
  /** An organisation's sign-in answers within this. */
  providerAnswer: 10_000,
  /** What it says of itself is asked for anew after this. */
  providerMetadata: HOUR,
  /** From the question to the answer of a sign-in or of setting up a way. */
  challenge: 10 * MINUTE,
  /** The first lock after too many failed sign-ins; each further failure doubles it. */
  lockFirst: 30_000,
  lockLongest: 15 * MINUTE,
  /** Failures are forgotten after this. */
  failuresForgotten: DAY,
  /** A key's use is written down at most this often. */
  keySeenEvery: MINUTE,
  /** Longest life of a key. */
  keyLongest: 366 * DAY,
} as const;
