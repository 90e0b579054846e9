const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every delay of the fleet link, in milliseconds. */
export const DELAYS = {
  /** A terminal pings this often; the ping of one that is as it was is all that is heard of it. */
  heartbeatEvery: 30_000,
  /** A link of which nothing was heard for this long is dead. */
  silentAtMost: 45_000,
  /**
   * Silent links, and requests that do not end, are looked for this often: a dead terminal shows offline after
   * `silentAtMost + lookEvery` at most.
   */
  lookEvery: 5_000,
  /** After a release terminals are told in groups, this far apart. */
  configurationTellEvery: 100,
  /** A connected link must say hello within. */
  helloWithin: 5_000,
  /** A connection that was let in must have finished TLS and its request within. */
  handshakeWithin: 10_000,
  /** Terminals that do not dial are looked for this often. */
  dialEvery: 5_000,
  /** A terminal, or one that is to come to a relay, is waited for so long. */
  dialWithin: 10_000,
  /** Connections that wait are let in this often. */
  admitEvery: 20,
  /** A terminal that dials too often is told to wait for so long (RFC 9110, section 10.2.3). */
  retryAfter: 30_000,
  /** A terminal has written a command down and said so within. */
  commandTakenWithin: 20_000,
  /** A terminal has said that it sends lines of its log within. */
  logReadWithin: 10_000,
  /** The hub's CA outlives any terminal; terminals and hub are renewed long before. */
  caLife: 3650 * DAY,
  certificateLife: 397 * DAY,
  /** Whether half of the life of the hub's own certificate is over is looked at this often. */
  renewalLookEvery: 6 * HOUR,
  /** Terminals whose clock is a little behind must still accept a fresh certificate. */
  certificateBackdated: HOUR,
} as const;
