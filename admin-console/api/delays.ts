/** Every delay of the API, in milliseconds. */
export const DELAYS = {
  /** The stream of events sends a comment so that proxies keep it open. */
  streamHeartbeat: 15_000,
} as const;
