/** Names in `counts` of what the receipt printer's paper is: used since the first day, of the roll that is in, and its length. In millimetres. */
export const PAPER_METERS = {
  used: 'meter.receipt-paper-mm',
  onRoll: 'meter.receipt-paper-on-roll-mm',
  roll: 'meter.receipt-paper-roll-mm',
} as const;
