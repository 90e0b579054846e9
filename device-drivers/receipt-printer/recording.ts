import { type Masks, plain } from '../recording/mask.ts';

/** Receipts are free of names by the printer's contract. */
export const masks = { escpos: plain } satisfies Masks;
