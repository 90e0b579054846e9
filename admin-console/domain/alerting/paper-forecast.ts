/** How much paper the roll that is in had given out at an instant, in millimetres. */
export interface PaperSample {
  readonly at: number;
  readonly usedMm: number;
}

const DAY = 86_400_000;
/** Less than this much time tells nothing of a day. */
const AT_LEAST = DAY / 2;
/** The last days count: use in the holidays is no measure of the weeks after. */
const LOOK_BACK = 14 * DAY;
/** One sample in so long is kept. */
const RHYTHM = DAY / 4;

/**
 * The samples with the newest one; a roll that was changed begins anew.
 * @returns the same array if nothing has to be kept
 */
export function addSample(samples: readonly PaperSample[], sample: PaperSample): readonly PaperSample[] {
  const last = samples.at(-1);
  if (last && sample.usedMm < last.usedMm) return [sample];
  if (last && (sample.at - last.at < RHYTHM || sample.usedMm === last.usedMm)) return samples;
  return [...samples.filter(({ at }) => at > sample.at - LOOK_BACK), sample];
}

/**
 * Days until the roll ends if paper goes on being used as over the last days: the straight line from the first sample to
 * now. `null`: not known, or nothing is used.
 */
export function paperLasts(
  samples: readonly PaperSample[],
  { at, usedMm }: PaperSample,
  rollMm: number,
): number | null {
  const first = samples.find((sample) => sample.at > at - LOOK_BACK);
  if (!first || at - first.at < AT_LEAST || usedMm <= first.usedMm) return null;
  const perDay = ((usedMm - first.usedMm) * DAY) / (at - first.at);
  return Math.max(0, (rollMm - usedMm) / perDay);
}
