/** Every delay of the portal view, in milliseconds. */
export const DELAYS = {
  /** A page is drawn at most this often: a picture costs a tenth of a second of a small processor. */
  frameEvery: 80,
  /** A document that has not been drawn by then is not shown. */
  previewWithin: 20_000,
  /** A click that leads nowhere has ended by then; until then the page counts as loading. */
  loadingAtMost: 20_000,
} as const;
