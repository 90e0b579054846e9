/** What one terminal may do to the hub. A terminal of ours stays far below: it gathers its changes. */
export const LIMITS = {
  /** Every so many pings are answered; what answering costs is most of what a quiet terminal costs. */
  answersEvery: 4,
  /** Messages at once, and each second after that. */
  messageBurst: 120,
  messagesPerSecond: 8,
  /** TLS handshakes at once, and each second after that: one takes a millisecond or two of this process. */
  handshakeBurst: 400,
  handshakesPerSecond: 250,
  /** Connections that wait for their handshake: fewer than come by before a terminal gives up. */
  handshakesWaiting: 1_500,
  /** Terminals that a hub process reaches for at once. */
  dialsAtOnce: 100,
  /** Links that one terminal may open at once, and each second after that. */
  redialBurst: 12,
  redialsPerSecond: 0.2,
  /** Terminals of which this is remembered, before those that have not dialled for long are forgotten. */
  redialsRemembered: 20_000,
  /** Characters of log lines at once, and each second after that; what a batch costs besides. */
  logBurst: 200_000,
  logPerSecond: 25_000,
  logBatchCosts: 10_000,
} as const;
