import { type Masks, plain } from '../recording/mask.ts';

/** Arrows and a headset: no text is typed on it. */
export const masks = { 'keypad-hid': plain } satisfies Masks;
