/** Bounds of the relay. */
export const LIMITS = {
  /** Boxes of one terminal at once. It has one session, which asks one question, and may ask it again. */
  boxesPerKey: 8,
  /** Characters of requests and answers in all boxes together; 2,000 boxes with both are about 40 million. */
  characters: 128 * 1024 * 1024,
  /** Bytes of an order: a request object with what is around it. */
  orderBytes: 40_000,
  /** Bytes of what a telephone posts: an answer with the name of its field. */
  formBytes: 140_000,
  /** Bytes of a part as a telephone sends it. */
  partBytes: 98_304,
  /** Characters of a part in base64url, as a session hands it over. */
  partCharacters: 131_072,
  /** Characters of events in one answer to a session, beyond the first event; and events. */
  newsCharacters: 131_072,
  eventsAtOnce: 8,
  /** Bytes of what a telephone says to join. */
  joinBytes: 1_024,
  /** Connections at once: one for each session that waits, one for each telephone. */
  connections: 4_000,
  /** Bytes of a request's head. */
  headBytes: 8_192,
  /** Requests a minute from one address that show no valid key. A waiting room has one address, and dozens of telephones. */
  requestsPerMinute: 300,
  /** Addresses that are counted apart; those beyond share one count. */
  addresses: 50_000,
} as const;
