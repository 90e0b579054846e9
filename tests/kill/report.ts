import type { Judgement, Violation } from './invariants.ts';
import type { Ground } from './kill-stack.ts';

export interface Example extends Violation {
  /** Point or seed at which it happened, as the command line takes it. */
  readonly at: string;
  readonly traces: string;
}

export interface Totals {
  readonly kills: number;
  readonly journeys: number;
  readonly lost: number;
  readonly chargedTwice: number;
  readonly paidNotDeliveredNotReversed: number;
  readonly otherViolations: number;
  /** Visits of which the terminal does not know where the money is, with an alert, at the end. */
  readonly unclear: number;
  /** The same, when there were most of them. */
  readonly unclearAtMost: number;
  /** Visits with any other alert at the end. */
  readonly leftToStaff: number;
  readonly examples: readonly Example[];
  readonly notReached: readonly string[];
  /** Boundaries or kills for which the time did not suffice. */
  readonly notPlayed: number;
  /** Milliseconds from a kill to a screen that people can use, in order. */
  readonly usableAfter: readonly number[];
}

/** Counts what happens, and keeps the first example of each violation. */
export interface Tally {
  kill(): void;
  journey(): void;
  notReached(point: string): void;
  usableAfter(ms: number): void;
  violation(violation: Violation, at: string, ground: Ground): void;
  judged(judgement: Judgement, at: string, ground: Ground): void;
  totals(): Totals;
}

export function createTally(say: (line: string) => void): Tally {
  let kills = 0;
  let journeys = 0;
  let unclear = 0;
  let unclearAtMost = 0;
  let leftToStaff = 0;
  const examples: Example[] = [];
  const known = new Set<string>();
  const notReached: string[] = [];
  const usable: number[] = [];

  const violation: Tally['violation'] = (found, at, ground) => {
    const key = `${ground.directory} ${found.broken} ${found.visit ?? found.detail}`;
    if (known.has(key)) return;
    known.add(key);
    const traces = `${found.broken}-${examples.length + 1}`;
    examples.push({ ...found, at, traces: ground.keep(traces, { ...found, at }) });
    say(`VIOLATED ${found.broken} (visit ${found.visit ?? '-'}) at ${at}: ${found.detail}`);
  };

  return {
    kill: () => void kills++,
    journey: () => void journeys++,
    notReached: (point) => void notReached.push(point),
    usableAfter: (ms) => void usable.push(Math.round(ms)),
    violation,
    judged(judgement, at, ground) {
      for (const found of judgement.violations) violation(found, at, ground);
      unclear = judgement.unclear.length;
      unclearAtMost = Math.max(unclearAtMost, unclear);
      leftToStaff = judgement.leftToStaff.length;
    },
    totals: () => {
      const count = (...names: readonly Violation['broken'][]) =>
        examples.filter(({ broken }) => names.includes(broken)).length;
      const named = ['lost', 'charged-twice', 'paid-not-delivered-not-reversed'] as const;
      return {
        kills,
        journeys,
        lost: count('lost'),
        chargedTwice: count('charged-twice'),
        paidNotDeliveredNotReversed: count('paid-not-delivered-not-reversed'),
        otherViolations: examples.length - count(...named),
        unclear,
        unclearAtMost,
        leftToStaff,
        examples,
        notReached,
        notPlayed: 0,
        usableAfter: usable.toSorted((a, b) => a - b),
      };
    },
  };
}

/** Totals of several grounds, as one. */
export function sum(all: readonly Totals[]): Totals {
  const add = (of: (totals: Totals) => number) => all.reduce((total, one) => total + of(one), 0);
  return {
    kills: add(({ kills }) => kills),
    journeys: add(({ journeys }) => journeys),
    lost: add(({ lost }) => lost),
    chargedTwice: add(({ chargedTwice }) => chargedTwice),
    paidNotDeliveredNotReversed: add((one) => one.paidNotDeliveredNotReversed),
    otherViolations: add(({ otherViolations }) => otherViolations),
    unclear: add(({ unclear }) => unclear),
    unclearAtMost: add((one) => one.unclearAtMost),
    leftToStaff: add((one) => one.leftToStaff),
    examples: all.flatMap(({ examples }) => examples),
    notPlayed: add((one) => one.notPlayed),
    notReached: all.flatMap(({ notReached }) => notReached),
    usableAfter: all.flatMap(({ usableAfter }) => usableAfter).toSorted((a, b) => a - b),
  };
}

export const isClean = (totals: Totals): boolean => totals.examples.length === 0;

/** The last lines of `npm run kill`. */
export function linesOf(totals: Totals): readonly string[] {
  const { usableAfter } = totals;
  const median = usableAfter[Math.floor(usableAfter.length / 2)];
  return [
    ...totals.examples.map(
      ({ broken, visit, at, detail, traces }) =>
        `VIOLATED ${broken} (visit ${visit ?? '-'}): ${detail}\n  at ${at}\n  traces ${traces}`,
    ),
    ...(totals.notReached.length > 0
      ? [`not reached, ${totals.notReached.length}:`, ...totals.notReached.map((at) => `  ${at}`)]
      : []),
    ...(totals.notPlayed > 0 ? [`out of time, not played: ${totals.notPlayed}`] : []),
    `kills ${totals.kills}, journeys ${totals.journeys}, lost ${totals.lost}, charged twice ${totals.chargedTwice}, ` +
      `paid-not-delivered-not-reversed ${totals.paidNotDeliveredNotReversed}, other violations ${totals.otherViolations}, ` +
      `unclear (with alert) ${totals.unclear} (at most at a time ${totals.unclearAtMost}), ` +
      `left to staff by an alert ${totals.leftToStaff}` +
      (median === undefined ? '' : `; usable again after ${median} ms (median), ${usableAfter.at(-1)} ms (longest)`),
  ];
}
