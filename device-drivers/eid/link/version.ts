/** Oldest AusweisApp that has every command we need (RUN_CHANGE_PIN, SET_NEW_PIN). */
const OLDEST = [1, 22, 0] as const;

/** API levels this driver speaks. */
const LEVELS = [3, 2, 1] as const;

export const isTooOld = (version: string): boolean => {
  const parts = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [i, least] of OLDEST.entries()) {
    const part = parts[i] ?? 0;
    if (Number.isNaN(part)) return false;
    if (part !== least) return part < least;
  }
  return false;
};

/** The highest level both sides speak, or `null`. */
export const commonLevel = (available: readonly number[]): number | null =>
  LEVELS.find((level) => available.includes(level)) ?? null;
