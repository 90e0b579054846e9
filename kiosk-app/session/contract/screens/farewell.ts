export interface FarewellScreen {
  readonly kind: 'farewell';
  readonly takeReceipt: boolean;
  /** Sheets in the page printer's tray. */
  readonly takeCopy: boolean;
  readonly takeCard: boolean;
  /** Original left on the scanner glass. */
  readonly takeDocument: boolean;
  /** The question how it was, or thanks for the answer. */
  readonly rating: 'asked' | 'given';
  readonly secondsLeft: number;
}
