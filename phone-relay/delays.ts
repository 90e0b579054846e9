/** Every delay of the relay, in milliseconds. */
export const DELAYS = {
  /** A session that waits for news is answered with none then, before a proxy between them would end the connection. */
  newsWithin: 25_000,
  /** A request that is not whole by then is cut off. */
  requestWithin: 10_000,
  /** How often connections are looked at for that; Node's own half a minute would be three times the limit. */
  lookEvery: 1_000,
  /** A connection without a request is kept for so long. */
  keepAlive: 30_000,
  /** Over which requests of an address are counted, and what happened is counted for the log. */
  minute: 60_000,
} as const;
