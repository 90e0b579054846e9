const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every delay of sending, in milliseconds. */
export const DELAYS = {
  /** How often it is asked whether a message is due. */
  look: 2 * SECOND,
  /** One attempt may take so long. */
  sendWithin: 30 * SECOND,
  /** A process that claimed a message and died: another sends it after this. Longer than an attempt. */
  lease: 90 * SECOND,
  /** After a failed attempt: the next one is twice as far away. */
  retry: { first: MINUTE, atMost: 2 * HOUR, jitter: 0.2 },
  /** A message that could not be sent for so long is given up. */
  giveUpAfter: 3 * 24 * HOUR,
} as const;
