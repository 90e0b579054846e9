/** Bounds of what passes between session, relay and telephone. */
export const LIMITS = {
  /** Life of a box, in seconds. */
  shortestLifetimeSeconds: 30,
  longestLifetimeSeconds: 900,
  /** Characters. A signed request with its certificates and the registration is about 3,000. */
  requestObject: 32_768,
  /** Characters. Two identities, encrypted, are about 12,000. */
  answer: 131_072,
  /** Bytes of one sealed part that passes between a session and its telephone. */
  partBytes: 98_304,
  /** Parts that wait at the relay in one direction; whoever sends more waits. */
  partsWaiting: 6,
  /** Bytes of what the relay answers to a session: one answer, or one part, with what is around it. */
  newsBytes: 160_000,
} as const;
