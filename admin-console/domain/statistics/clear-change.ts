import type { ShownCount } from '../../contract/statistics.ts';

/** What may be said of a difference. `too-few`: nothing. `same`: it is no larger than chance makes it. */
export const VERDICTS = ['more', 'less', 'same', 'too-few'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** How often something happened in how many days (or months). */
export interface Rate {
  readonly count: ShownCount;
  readonly units: number;
}
/** How many of how many. */
export interface Share {
  readonly part: ShownCount;
  readonly whole: ShownCount;
}

/** Below so many cases a normal distribution says nothing about them. */
const LEAST = 20;
/** Standard errors, 99 %: several questions are answered at once, and one in twenty would too often be chance. */
const CLEAR = 2.576;

/** Whether it happens more often now: counts vary by chance as those of independent events do (Poisson). */
export function rateChange(before: Rate, after: Rate): Verdict {
  if (before.count === null || after.count === null || before.units === 0 || after.units === 0) return 'too-few';
  if (before.count + after.count < LEAST) return 'too-few';
  const difference = after.count / after.units - before.count / before.units;
  return verdict(difference, before.count / before.units ** 2 + after.count / after.units ** 2);
}

/** Whether it is a larger part now: two proportions with a common variance. */
export function shareChange(before: Share, after: Share): Verdict {
  if (before.part === null || before.whole === null || after.part === null || after.whole === null) return 'too-few';
  if (Math.min(before.whole, after.whole) < LEAST) return 'too-few';
  // What was begun in one span may end in the next, so a part may be larger than its whole.
  const was = Math.min(before.part, before.whole);
  const is = Math.min(after.part, after.whole);
  const common = (was + is) / (before.whole + after.whole);
  const difference = is / after.whole - was / before.whole;
  return verdict(difference, common * (1 - common) * (1 / before.whole + 1 / after.whole));
}

function verdict(difference: number, variance: number): Verdict {
  if (Math.abs(difference) <= CLEAR * Math.sqrt(variance)) return 'same';
  return difference > 0 ? 'more' : 'less';
}
