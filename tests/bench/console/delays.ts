/** Delays of the console's benchmark, in milliseconds unless a name says seconds. */
/** A page that takes longer counts as not usable. */
export const USABLE_WITHIN = 180_000;
/** An act of a person that shows nothing within this does not work. */
export const ACT_WITHIN = 30_000;
/** After a page is there, before anything of it is measured: late scripts and pictures have come. */
export const SETTLE = 3_000;
/** While a page is open, so many terminals change each second, for so long. */
export const CHANGES_PER_SECOND = 100;
export const LIVE_SECONDS = 10;
/** Changes are written in portions this far apart. */
export const CHANGE_EVERY = 100;
