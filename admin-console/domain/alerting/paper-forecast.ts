/** How much paper the receipt printer had used since its first day, at an instant; in millimetres. */
export interface PaperSample {
  readonly at: number;
  readonly usedMm: number;
}

/** With what is left, and what was used, of the roll that is in. */
export interface PaperState extends PaperSample {
  readonly leftMm: number;
  readonly onRollMm: number;
}

const DAY = 86_400_000;
/** The last days count: use in the holidays is no measure of the weeks after. */
const LOOK_BACK = 28 * DAY;
/** Fewer days tell nothing of the next ones. */
const OPEN_DAYS_AT_LEAST = 2;
/** One sample in so long is kept. */
const RHYTHM = DAY / 2;

/**
 * The samples with the newest one; a terminal that counts from the beginning again begins anew here, too.
 * @returns the same array if nothing has to be kept
 */
export function addSample(samples: readonly PaperSample[], { at, usedMm }: PaperSample): readonly PaperSample[] {
  const last = samples.at(-1);
  if (last && usedMm < last.usedMm) return [{ at, usedMm }];
  if (last && (at - last.at < RHYTHM || usedMm === last.usedMm)) return samples;
  return [...samples.filter((sample) => sample.at > at - LOOK_BACK), { at, usedMm }];
}

/**
 * Days with opening hours until the roll ends if as much paper is used on each as on those of the last four weeks,
 * whichever rolls were in meanwhile. `null`: not known, or nothing is used.
 * @param openDaysSince days with opening hours since an instant
 */
export function paperLasts(
  samples: readonly PaperSample[],
  { at, usedMm, leftMm }: Omit<PaperState, 'onRollMm'>,
  openDaysSince: (since: number) => number,
): number | null {
  const first = samples.find((sample) => sample.at > at - LOOK_BACK);
  if (!first || usedMm <= first.usedMm) return null;
  const openDays = openDaysSince(first.at);
  if (openDays < OPEN_DAYS_AT_LEAST) return null;
  return leftMm / ((usedMm - first.usedMm) / openDays);
}
