/** Every delay of the relay, in milliseconds. */
export const DELAYS = {
  /** A session that waits for news is answered with none then, before a proxy between them would end the connection. */
  newsWithin: 25_000,
  /** A request whose head is not whole by then is cut off. */
  headWithin: 10_000,
  /** So is one that is not whole with its body. A telephone with little signal gives up on its part after 45 s by itself. */
  requestWithin: 50_000,
  /** How often connections are looked at for that; Node's own half a minute would be three times the first limit. */
  lookEvery: 1_000,
  /** A connection without a request is kept for so long. */
  keepAlive: 30_000,
  /** Over which requests of an address are counted, and what happened is counted for the log. */
  minute: 60_000,
} as const;
