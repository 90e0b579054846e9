/** Every delay of the citizen's screen, in milliseconds. */
export const DELAYS = {
  /** Touches and keys are reported at most this often (contract: once a second). */
  activity: 1_000,
  /** Waits before the first, second, … attempt to reach the session again; the last one repeats. */
  reconnect: [200, 400, 800, 1_500, 3_000],
  /** The "one moment" veil appears only when the connection has been lost for longer than this. */
  reconnectVeil: 400,
  /**
   * What has just appeared, moved or changed its words takes no touch for so long. A tap that is repeated by a shaking
   * or impatient finger follows within 500 ms: the time that systems take for a double click
   * (Windows, GetDoubleClickTime), and before it nobody has read what is new.
   */
  touchable: 500,
  /** The same for what cannot be taken back: send, pay, agree, delete. */
  confirmable: 1_000,
  /** When the gong rings for a forgotten card on the start screen, after it was seen: its owner may still hear it. */
  cardRings: [0, 8_000, 16_000, 32_000],
  /** A part of the page that did not come is fetched again. */
  laterRetry: 1_000,
  /** Between two looks at the time that a code is still good for. */
  countdown: 1_000,
  /** A key held this long shows its other letters, or begins to erase again and again. */
  hold: 450,
  /** Between two characters erased by a held key: slow enough to stop at the right one. */
  repeat: 110,
  /** A drag over a web site is told at most this often. */
  portalScroll: 80,
} as const;
