/** Limits of what is believed and taken from a portal's pages. */
export const LIMITS = {
  /** Bytes of a document that is printed. */
  documentBytes: 20 * 1024 * 1024,
  /** Of a document, that are shown before it is printed; and bytes of them. */
  previewPages: 4,
  previewBytes: 8 * 1024 * 1024,
  /** Windows on top of one another; another one is not opened. */
  windows: 6,
  /** Characters of a dialog's message. */
  dialogCharacters: 400,
  /** Entries of a list, and characters of one. */
  options: 300,
  optionCharacters: 120,
  /** Characters of one message of the script that tells fields. */
  toldCharacters: 60_000,
  /** CSS pixels of the view: what Chromium is asked to draw. */
  least: 200,
  most: 4_000,
} as const;
