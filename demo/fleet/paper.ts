import { createRandom, seedOf } from '../../foundation/random.ts';
import type { PlannedTerminal } from './planned-terminals.ts';

const ROLL = 80_000;
/** Of a roll that ends today. */
const LEFT_AT_THE_END = 900;
/** A receipt, and how many of a hundred visitors take one. */
const RECEIPT = 170;
const RECEIPTS_PERCENT = 30;
const DAY = 86_400_000;
const DAYS_REMEMBERED = 27;

/** The paper of a terminal when the demo begins, in millimetres. */
export function paperOf({ id, place, troubles }: PlannedTerminal) {
  const random = createRandom(seedOf('paper', id));
  const left = troubles.includes('paper-ends') ? LEFT_AT_THE_END : Math.round(ROLL * (0.3 + random.below(65) / 100));
  const aDay = Math.round((place.visitsADay * RECEIPT * RECEIPTS_PERCENT) / 100);
  return { used: 300_000 + random.below(900_000), onRoll: ROLL - left, roll: ROLL, aDay };
}

/** What alerting would remember of the weeks before, so that it can say how long the roll lasts. */
export function rememberedPaper(terminal: PlannedTerminal, now: number) {
  const { used, aDay } = paperOf(terminal);
  return Array.from({ length: DAYS_REMEMBERED }, (_, n) => {
    const ago = DAYS_REMEMBERED - n;
    return { at: now - ago * DAY, usedMm: used - ago * aDay };
  });
}
