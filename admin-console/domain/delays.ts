/** Every delay of the hub, in milliseconds. */
export const DELAYS = {
  /** How often a terminal reports even if nothing changed. */
  reportEvery: 10_000,
  /** Link alive check; a dead TCP connection is noticed after `pingEvery + pongWithin`, well below a minute. */
  pingEvery: 10_000,
  pongWithin: 10_000,
  /** A connected link must say hello within. */
  helloWithin: 5_000,
  /** Life of an enrolment code. */
  enrolmentCode: 60 * 60_000,
  /** The console's event stream sends a comment so that proxies keep it open. */
  streamHeartbeat: 15_000,
} as const;
