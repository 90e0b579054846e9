import { join } from 'node:path';
import { delay, systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { createRandom, type Random, seedOf } from '../../foundation/random.ts';
import { where } from '../headless/screen-name.ts';
import { DELAYS } from './delays.ts';
import { FAULTS, liftAll, type Surroundings } from './faults.ts';
import type { Ground } from './kill-stack.ts';
import { createTally, sum, type Tally, type Totals } from './report.ts';
import { BILL, FREE, ONLINE, OWED, REJECTED, REVERSED, type Scenario, SEVERAL_BILLS } from './scenarios.ts';
import { openSurroundings } from './stack-with-faults.ts';

export interface RandomOptions {
  readonly kills: number;
  readonly seed: number;
  /** Besides kills: network, disk, clock, processes, portals, paper. */
  readonly faults: boolean;
  /** What is not played by then is counted, not played. */
  readonly minutes?: number;
  readonly jobs: number;
  readonly out: string;
  readonly say: (line: string) => void;
}

/** Kills between two looks at the witnesses: so that an example is short. */
const ROUND = 12;
/** Weighted by repetition. */
const VISITS: readonly [Scenario, ...Scenario[]] = [
  BILL,
  BILL,
  BILL,
  ONLINE,
  ONLINE,
  SEVERAL_BILLS,
  REVERSED,
  REVERSED,
  OWED,
  FREE,
  REJECTED,
];
/**
 * When it strikes, in equal shares: so soon after the last strike that the terminal may still be starting, so soon after
 * a screen stands there that a visit has hardly begun or is nearly over, or so soon after money has come into play.
 */
const STRIKES = { starting: 1_500, visiting: 2_500, paying: 700 } as const;
/** A visit may have no payment, or not come so far. */
const PAYING_WITHIN = 8_000;
const PAYING = /^(review.sealing|pay|submit|receipt)/;
const FAULT_LASTS = 2_500;
/** One of so many strikes is a fault instead of a kill. */
const FAULT_SHARE = 3;
/** A card that lies on the payment terminal although its citizen's screen is dead is read in one of so many cases. */
const LEFT_CARD_SHARE = 2;

/** Kills at random instants of continuous visits, with faults in between, until there were enough. */
export async function runRandom(options: RandomOptions): Promise<Totals> {
  const { kills, seed, jobs, say } = options;
  const share = Math.ceil(kills / jobs);
  const until = systemClock.monotonic() + (options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const totals = await Promise.all(
    Array.from({ length: jobs }, async (_, job) => {
      const tally = createTally(say);
      await onOneTerminal(
        { ...options, kills: Math.min(share, kills - job * share) },
        job + 1,
        seedOf(seed, job),
        tally,
        until,
      );
      return tally.totals();
    }),
  );
  const all = sum(totals);
  return { ...all, notPlayed: kills - all.kills };
}

async function onOneTerminal(
  options: RandomOptions,
  job: number,
  seed: number,
  tally: Tally,
  until: number,
): Promise<void> {
  const { kills, faults, out, say } = options;
  const random = createRandom(seed);
  const surroundings = await openSurroundings(join(out, `terminal-${job}`), faults, say);
  const { ground } = surroundings;
  const stopMinding = mindLeftCards(surroundings, createRandom(seed + 1));
  try {
    await ground.usable();
    for (let round = 1, done = 0; done < kills && systemClock.monotonic() < until; round++) {
      const began = systemClock.monotonic();
      const inRound = Math.min(ROUND, kills - done);
      const struck = await play(surroundings, inRound, faults, random, tally);
      done += inRound;
      const at = `--seed ${options.seed} --jobs ${options.jobs}, terminal ${job}, round ${round}: ${struck.join(' · ')}`;
      await check(surroundings, at, tally);
      const ms = Math.round((systemClock.monotonic() - began) / inRound);
      say(`terminal ${job}: ${done}/${kills} kills, ${ground.visits.length} visits, ${ms} ms a kill`);
    }
  } finally {
    stopMinding();
    await ground.close();
    for (const link of Object.values(surroundings.links)) await link.close();
    surroundings.disk?.close();
  }
}

/** One round: people come and go while the terminal dies and things break. @returns what was done, in order */
async function play(
  surroundings: Surroundings,
  kills: number,
  faults: boolean,
  random: Random,
  tally: Tally,
): Promise<readonly string[]> {
  const { ground } = surroundings;
  const struck: string[] = [];
  const closing = new AbortController();
  const people = comeAndGo(surroundings, createRandom(random.below(2 ** 31)), closing.signal, tally);
  const lifted: Promise<void>[] = [];
  for (let done = 0; done < kills; ) {
    const phase = random.pick(['starting', 'visiting', 'paying'] as const);
    const wait = random.below(STRIKES[phase]);
    if (phase !== 'starting') await reaches(ground, phase);
    await delay(systemClock, wait);
    if (faults && random.below(FAULT_SHARE) === 0) {
      const fault = random.pick(FAULTS);
      const lasts = random.below(FAULT_LASTS);
      struck.push(`${phase}+${wait} ${fault.name} (${lasts})`);
      const lift = fault.strike(surroundings, random);
      lifted.push(delay(systemClock, lasts).then(lift));
    } else {
      const { snapshot } = ground.stack.screen;
      struck.push(`${phase}+${wait} kill at ${snapshot ? where(snapshot.screen) : 'no screen'}`);
      if (ground.stack.terminal.pid === null) await delay(systemClock, DELAYS.look);
      else {
        await ground.stack.terminal.kill();
        tally.kill();
        done++;
      }
    }
  }
  closing.abort();
  await Promise.all([people, ...lifted]);
  return struck;
}

/** Waits until somebody stands before a screen, or pays; not for ever. */
async function reaches({ stack }: Ground, phase: 'visiting' | 'paying'): Promise<void> {
  const end = systemClock.monotonic() + PAYING_WITHIN;
  const isThere = () => {
    const { snapshot } = stack.screen;
    return snapshot !== null && (phase === 'visiting' || PAYING.test(where(snapshot.screen)));
  };
  while (!isThere() && systemClock.monotonic() < end) await delay(systemClock, DELAYS.look);
}

/** Visit after visit. The last one may stand in the middle of something: a round does not end where it suits. */
async function comeAndGo({ ground }: Surroundings, random: Random, closing: AbortSignal, tally: Tally): Promise<void> {
  while (!closing.aborted) {
    const leaves = AbortSignal.any([closing, AbortSignal.timeout(DELAYS.visit)]);
    tally.journey();
    await ground.visit(random.pick(VISITS), leaves);
  }
}

async function check(surroundings: Surroundings, at: string, tally: Tally): Promise<void> {
  const { ground } = surroundings;
  const began = systemClock.monotonic();
  liftAll(surroundings);
  // Whoever was taken away from the screen has left the session behind; nobody waits for it to notice.
  await ground.stack.terminal.kill();
  try {
    await ground.usable();
    tally.usableAfter(systemClock.monotonic() - began);
    const left = await ground.settled();
    if (left.length > 0) tally.violation({ broken: 'never-settles', visit: null, detail: left.join(', ') }, at, ground);
  } catch (thrown) {
    tally.violation({ broken: 'never-settles', visit: null, detail: reasonOf(thrown) }, at, ground);
  }
  tally.judged(ground.judge(), at, ground);
}

/** The screen is dead, the payment terminal still waits, and the card lies on it. */
function mindLeftCards({ ground }: Surroundings, random: Random): () => void {
  const { payment } = ground.stack.world;
  return payment.onChange(() => {
    if (payment.state().waitingFor !== 'card' || ground.stack.screen.snapshot !== null) return;
    if (random.below(LEFT_CARD_SHARE) === 0)
      systemClock.setTimeout(() => void payment.tapCard('approved'), DELAYS.look);
  });
}
