/** Bounds of a link that both ends know. */
export const LINK_LIMITS = {
  /** Bytes of a file that one part carries; the message and the seal around it stay below the relay's limit. */
  chunkBytes: 96_000,
  /** Bytes of one file from a telephone. A photo of 12 million pixels has about 4 million. */
  fileBytes: 12_000_000,
  /** Pixels on the longer side to which the telephone brings a photo down: A4 at 270 dots per inch. */
  photoPixels: 3_200,
} as const;
