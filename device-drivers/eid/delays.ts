/** Every delay of the eID driver, in milliseconds of the injected clock. */
export const DELAYS = {
  /** Until the app has written its port file; observed 34–73 ms, a cold disk of a kiosk takes seconds. */
  portFileWithin: 15_000,
  /** Between two looks at the port file. */
  portFilePoll: 20,
  /** Until the WebSocket is open and the app has told version, API level and readers. */
  helloWithin: 5_000,
  /** Before the first and the longest wait before any further attempt to reach or restart the app; it doubles. */
  retryFirst: 250,
  retryMax: 15_000,
  /** A link that lasted this long was good: the next wait starts small again. */
  stableAfter: 60_000,
  /** How long a workflow waits for an app that is still starting before it fails with `client-gone`. */
  readyWithin: 20_000,
  /** After RUN_AUTH or RUN_CHANGE_PIN until the app says that it has begun. */
  beginWithin: 5_000,
  /** Until the app has the portal's token and certificate; it has network time limits of its own (about 30 s). */
  rightsWithin: 45_000,
  /** Silence while the app works with card and portal. Nothing that a person does falls under it. */
  workWithin: 60_000,
  /** Digits at the reader's own keys: readers give up after 60 s or less, and the app then says so. */
  keypadWithin: 120_000,
  /** After CANCEL until the app has ended the workflow; then the link is dropped, which ends it too. */
  cancelWithin: 5_000,
  /**
   * Card gone right after a secret was sent: the app ends the workflow or goes on within 50 ms (1.26.2). If it does
   * neither, it waits to try the secret on the next card, which nobody can swap in that fast.
   */
  removalVerdict: 300,
  /** No reader attached: how long one may take to come (be plugged in again) before a waiting workflow fails. */
  readerReturn: 5_000,
  /** No reader attached and nothing to do: the link is made anew after the first of these, then after twice as long. */
  readerRecheckFirst: 500,
  readerRecheckMax: 15_000,
  /** Before the built-in simulator's card is laid again after its race. */
  raceRetry: 200,
  /** After SIGTERM until SIGKILL. */
  terminateWithin: 3_000,
} as const;
