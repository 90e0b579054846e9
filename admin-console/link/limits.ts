/** What one terminal may do to the hub. A terminal of ours stays far below: it gathers its changes. */
export const LIMITS = {
  /** Messages at once, and each second after that. */
  messageBurst: 120,
  messagesPerSecond: 8,
} as const;
