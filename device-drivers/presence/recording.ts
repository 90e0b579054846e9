import { type Masks, plain } from '../recording/mask.ts';

/** Whether somebody stands there; not who. */
export const masks = { iio: plain } satisfies Masks;
