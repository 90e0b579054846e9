import { paperOf } from './ink.ts';
import { type Luminance, percentile } from './luminance.ts';

/** `output = gain × input + offset`, for every colour alike so that tints stay. */
export interface Contrast {
  readonly gain: number;
  readonly offset: number;
}

/** Paper becomes this bright, the darkest ink this dark; 0–255. */
const WHITE = 250;
const BLACK = 12;
/** More would turn a pencil's line into noise. */
const MAX_GAIN = 1.8;

/** Spreads the page's own range of brightness; leaves a page without ink or without paper as it is. */
export function contrastFor(luminance: Luminance): Contrast {
  const paper = paperOf(luminance);
  const ink = percentile(luminance, 0.002);
  if (paper - ink < 40 || paper < 80) return { gain: 1, offset: 0 };
  const gain = Math.min(MAX_GAIN, Math.max(1, (WHITE - BLACK) / (paper - ink)));
  return { gain, offset: WHITE - gain * paper };
}
