import type { PaperView } from '../contract/terminals/terminal-history.ts';
import type { PaperState } from './alerting/paper-forecast.ts';

/** Who says to have put a new roll in, and what the terminal's meters said at that moment. */
export interface PaperTick {
  readonly at: number;
  readonly actor: string;
  readonly usedMm: number;
  readonly onRollMm: number;
}

/** A roll of which less than this share was used is a new one. */
const NEW_ROLL = 1 / 8;
/** A tick is about one roll: once so much has been used since, it says nothing of the one that is in. */
const OVER = 1 / 2;

/** What a tick still says. It is proved by the meter: the roll was new when it was given, or began anew since. */
export function standingTick({ at, actor, usedMm, onRollMm }: PaperTick, paper: PaperState): PaperView['tick'] {
  const roll = paper.leftMm + paper.onRollMm;
  const usedSince = paper.usedMm - usedMm;
  if (usedSince < 0 || usedSince > roll * OVER) return null;
  const isProved = onRollMm <= roll * NEW_ROLL || paper.onRollMm < onRollMm + usedSince;
  return { at, actor, isProved };
}
