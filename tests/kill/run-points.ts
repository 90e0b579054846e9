import { join } from 'node:path';
import { type Kill, killAt, recordJourney } from './every-point.ts';
import { type Point, textOf } from './kill-plan.ts';
import { type Ground, openGround } from './kill-stack.ts';
import { createTally, sum, type Totals } from './report.ts';
import type { Scenario } from './scenarios.ts';

export interface PointsOptions {
  readonly scenarios: readonly Scenario[];
  /** Which points of a journey; all that the code can enumerate by default. */
  readonly chosen?: (point: Point) => boolean;
  /** Kills recoveries, too: one for each kind of recovery, at each of its boundaries. */
  readonly recoveries: boolean;
  /** What is not played by then is counted, not played. */
  readonly minutes?: number;
  /** Terminals side by side. */
  readonly jobs: number;
  readonly out: string;
  readonly say: (line: string) => void;
}

/** A kill ends what was begun ahead for the next citizen, so it is not begun: a third less work for each kill. */
const NEXT_SESSION_AFTER = 30_000;

/** Kills the terminal at every boundary of every scenario, and what recovers from it at every boundary of that. */
export async function runPoints(options: PointsOptions): Promise<Totals & { readonly points: number }> {
  const { scenarios, chosen = () => true, jobs, out, say, minutes = Number.POSITIVE_INFINITY } = options;
  const until = performance.now() + minutes * 60_000;
  const grounds = await openGrounds(out, jobs);
  const tallies = grounds.map(() => createTally(say));
  const todo: Kill[] = [];
  /** One representative for each kind of recovery: what it passed, and how to get there. */
  const recoveries = new Map<string, { readonly work: Kill; readonly passed: readonly Point[] }>();
  let done = 0;
  let notPlayed = 0;

  const perform = async (what: readonly Kill[], remember: boolean) => {
    const queue = [...what];
    await Promise.all(
      grounds.map(async (ground, at) => {
        const tally = tallies[at];
        for (let work = queue.shift(); work && tally; work = queue.shift()) {
          const began = performance.now();
          if (began > until) {
            notPlayed++;
            continue;
          }
          const passed = await killAt(ground, work, tally);
          done++;
          const { scenario, first, second } = work;
          say(
            `${done} ${scenario.name}: ${textOf(first)}${second ? ` / ${textOf(second)}` : ''} ${Math.round(performance.now() - began)} ms${passed === null ? ' (not reached)' : ''}`,
          );
          if (passed && remember) {
            const kind = kindOf(passed);
            if (!recoveries.has(kind)) recoveries.set(kind, { work, passed });
          }
        }
      }),
    );
  };

  try {
    const [first] = grounds;
    for (const scenario of first ? scenarios : []) {
      const points = first ? await recordJourney(first, scenario, join(first.directory, `${scenario.name}.jsonl`)) : [];
      const mine = points.filter(chosen);
      say(
        `${scenario.name}: ${points.length} boundaries${mine.length < points.length ? `, ${mine.length} chosen` : ''}`,
      );
      todo.push(...mine.map((point) => ({ scenario, first: point, second: null })));
    }
    await perform(newFirst(todo), true);
    if (options.recoveries) {
      const again = [...recoveries.values()].flatMap(({ work, passed }) =>
        passed.map((second) => ({ ...work, second })),
      );
      say(`${recoveries.size} kinds of recovery, ${again.length} boundaries in them`);
      await perform(newFirst(again), false);
    }
    return { ...sum(tallies.map((tally) => tally.totals())), notPlayed, points: todo.length };
  } finally {
    await Promise.all(grounds.map((ground) => ground.close()));
  }
}

/**
 * Recoveries that do the same irreversible things are of one kind. How far devices and keys are reached for meanwhile is
 * a matter of milliseconds.
 */
const kindOf = (passed: readonly Point[]): string =>
  [...new Set(passed.filter(({ name, when }) => when === 'after' && DECISIVE.test(name)).map(({ name }) => name))]
    .toSorted()
    .join('\n');

const DECISIVE = /^(sqlite:commit .*(journal|insert|delete)|http:(POST|PUT) \/submission|ipc:to (payment\.|print))/;

/** Each boundary once, then again where it is crossed once more: so that a run that is cut short has seen all. */
function newFirst(all: readonly Kill[]): readonly Kill[] {
  const seen = new Set<string>();
  const isNew = all.map(({ first, second }) => {
    const { when, name: what } = second ?? first;
    const name = `${when} ${what}`;
    return !seen.has(name) && seen.add(name);
  });
  return [...all.filter((_, at) => isNew[at]), ...all.filter((_, at) => !isNew[at])];
}

async function openGrounds(out: string, jobs: number): Promise<readonly Ground[]> {
  const grounds: Ground[] = [];
  for (let job = 1; job <= jobs; job++) {
    const ground = await openGround(join(out, `terminal-${job}`), { nextSessionAfter: NEXT_SESSION_AFTER });
    grounds.push(ground);
    await ground.usable();
  }
  return grounds;
}
