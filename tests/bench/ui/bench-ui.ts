import { chromium } from 'playwright-core';
import { CHROMIUM } from '../../../kiosk-app/ui/test-support/chromium.ts';
import { type Build, buildCommit, buildHere } from './build-tree.ts';
import { type Change, type Visit, visit } from './visit.ts';
import { ROUND } from './walk.ts';

/** Figures of one build at one speed, milliseconds unless a name says MB. */
export interface UiRow {
  readonly build: string;
  /** How many times slower the page's main thread was made. */
  readonly slowness: number;
  readonly pageChanges: number;
  readonly firstScreenP50: number;
  readonly answerP50: number;
  readonly answerP99: number;
  readonly insertedP50: number;
  readonly nextScreenP50: number;
  readonly nextScreenP99: number;
  /** At full speed only: a slower main thread is made by having it spin. */
  readonly cpuPerChange: number | null;
  readonly heapMB: number;
}

const SLOWNESSES = [1, 4] as const;
/** Rounds through the screens in one visit, which is one page. */
const ROUNDS_PER_VISIT = 2;

/**
 * The citizen's page of this tree and of a commit, in turns, in the kiosk's kind of browser (not the bare engine of the
 * tests), each with its own session process.
 * @param changes page changes of each build at each speed
 */
export async function benchUi(commit: string, changes: number): Promise<readonly UiRow[]> {
  const builds = [buildCommit(commit), buildHere()];
  const inTurns = [...builds];
  const perVisit = ROUNDS_PER_VISIT * ROUND.length;
  const visits = new Map<string, Visit[]>();
  const of = ({ name }: Build, slowness: number): Visit[] => {
    const key = `${name} ${slowness}`;
    const known = visits.get(key) ?? [];
    visits.set(key, known);
    return known;
  };
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    for (let done = 0; done < changes; done += perVisit) {
      for (const slowness of SLOWNESSES) {
        for (const build of inTurns) of(build, slowness).push(await visit(browser, build, slowness, ROUNDS_PER_VISIT));
      }
      // Who comes second may find the machine warmer.
      inTurns.reverse();
      process.stderr.write(`${Math.min(done + perVisit, changes)} of ${changes} page changes\n`);
    }
  } finally {
    await browser.close();
  }
  return SLOWNESSES.flatMap((slowness) => builds.map((build) => rowOf(build.name, slowness, of(build, slowness))));
}

function rowOf(build: string, slowness: number, visits: readonly Visit[]): UiRow {
  const changes = visits.flatMap((one) => one.changes);
  const of = (part: (change: Change) => number, share: number) => at(changes.map(part), share);
  return {
    build,
    slowness,
    pageChanges: changes.length,
    firstScreenP50: at(
      visits.map(({ first }) => first),
      0.5,
    ),
    answerP50: of(({ answered }) => answered, 0.5),
    answerP99: of(({ answered }) => answered, 0.99),
    insertedP50: of(({ inserted }) => inserted, 0.5),
    nextScreenP50: of(({ painted }) => painted, 0.5),
    nextScreenP99: of(({ painted }) => painted, 0.99),
    cpuPerChange: slowness === 1 ? changes.reduce((sum, { cpu }) => sum + cpu, 0) / changes.length : null,
    heapMB:
      at(
        visits.map(({ heap }) => heap),
        0.5,
      ) / 1e6,
  };
}

/** Percentile by nearest rank. */
const at = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(all.length * share) - 1)] ?? Number.NaN;
