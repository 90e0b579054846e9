/** Bounds of a picture from a telephone. */
export const PHOTO_LIMITS = {
  /** Pixels that are opened at all: 100 million are a square of 10,000. */
  pixels: 100_000_000,
  /** Pixels on the longer side of the page that is kept; on the shorter one nothing can be read below. */
  longest: 3_200,
  shortest: 300,
  /** Of 100, as for scanned pages. */
  quality: 82,
  /** Pixels on the longer side of what the screen shows. */
  preview: 900,
  /** Memory of the process that opens it, in MB, beside the pixels. */
  heap: 128,
} as const;
