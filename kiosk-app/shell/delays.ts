/** Every delay of the shells, in milliseconds. */
export const DELAYS = {
  /** Wait before the terminal’s bridge is dialled again; loopback, so no back-off is needed. A citizen may be waiting. */
  redial: 100,
  /** The bridge must answer hello within this time. */
  helloWithin: 5_000,
  /** Nothing has been shown for so long: whoever waits is told that the terminal is out of service. */
  outOfServiceAfter: 20_000,
  /** page: a tab must say that its frame is gone within this time, else the wipe counts as not proven. */
  tabClearedWithin: 1_500,
  /** chromium: a page that has not loaded by then is shown as it is. */
  pageLoadedWithin: 3_000,
  /** chromium: wait after a browser could not be started. */
  browserRestartAfter: 300,
  /** chromium: the browser for the next session is started this long after one was shown, which goes first. */
  spareBrowserAfter: 2_000,
} as const;
