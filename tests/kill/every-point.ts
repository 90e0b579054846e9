import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { delay, systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { DELAYS } from './delays.ts';
import { type Point, textOf } from './kill-plan.ts';
import type { Ground } from './kill-stack.ts';
import type { Tally } from './report.ts';
import type { Scenario } from './scenarios.ts';

/** The terminal is killed at `first` and, if there is one, its successor at `second` while it recovers. */
export interface Kill {
  readonly scenario: Scenario;
  readonly first: Point;
  readonly second: Point | null;
}

/** Points of a journey without any kill, in the order in which they are passed, until nothing is under way any more. */
export async function recordJourney(ground: Ground, scenario: Scenario, trace: string): Promise<readonly Point[]> {
  rmSync(trace, { force: true });
  // One that has just been started asks for everything.
  await ground.stack.terminal.kill();
  await ground.usable();
  await calm(ground, trace);
  ground.plan({ trace });
  await ground.visit(scenario);
  await ground.usable();
  await ground.settled();
  ground.plan({});
  return read(trace);
}

/** Devices are reached for when the screen already stands: that belongs to the start and not to the journey. */
async function calm(ground: Ground, trace: string): Promise<void> {
  ground.plan({ trace });
  const end = systemClock.monotonic() + DELAYS.started;
  let seen = { passed: -1, at: 0 };
  for (let now = seen; now.at - seen.at < DELAYS.calm && now.at < end; ) {
    await delay(systemClock, DELAYS.look);
    now = { passed: read(trace).length, at: systemClock.monotonic() };
    if (now.passed !== seen.passed) seen = now;
  }
  ground.plan({});
  rmSync(trace, { force: true });
}

function read(trace: string): readonly Point[] {
  if (!existsSync(trace)) return [];
  // What stands after the last line break is still being written.
  return readFileSync(trace, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Point);
}

/**
 * One kill, one recovery, one verdict. What a terminal has kept in memory it does not ask for again, so a point that is
 * not reached is tried once more on one that has just been started.
 * @returns what the recovery passed, `null` if the point was never reached
 */
export async function killAt(ground: Ground, kill: Kill, tally: Tally): Promise<readonly Point[] | null> {
  const passed = await tryKillAt(ground, kill, tally);
  if (passed) return passed;
  await ground.stack.terminal.kill();
  await ground.usable();
  const again = await tryKillAt(ground, kill, tally);
  if (!again) tally.notReached(name(kill));
  return again;
}

async function tryKillAt(ground: Ground, kill: Kill, tally: Tally): Promise<readonly Point[] | null> {
  const { scenario, first, second } = kill;
  const { terminal } = ground.stack;
  const trace = join(ground.directory, 'trace.jsonl');
  const recovery = join(ground.directory, 'recovery.jsonl');
  rmSync(trace, { force: true });
  rmSync(recovery, { force: true });
  await ground.devices();
  ground.plan({ killAt: first, trace });
  const dead = terminal.ended();
  const visit = ground.visit(scenario);
  const through = visit.then(async () => {
    await ground.usable();
    await ground.settled();
    return 'not-reached' as const;
  });
  through.catch(() => {});
  tally.journey();
  const how = await Promise.race([dead, through]);
  if (how === 'not-reached') {
    ground.plan({});
    return null;
  }
  if (how !== 'SIGKILL') tally.violation({ broken: 'died-by-itself', visit: null, detail: how }, name(kill), ground);
  tally.kill();
  const began = systemClock.monotonic();
  let isRecoveryKilled = false;
  if (second) {
    ground.plan({ killAt: second, trace: recovery });
    isRecoveryKilled = await Promise.race([
      terminal.next().then(() => true),
      recovered(ground).then(
        () => false,
        () => false,
      ),
    ]);
    if (isRecoveryKilled) tally.kill();
    else tally.notReached(name(kill));
    ground.plan({});
  } else ground.plan({ trace: recovery });
  try {
    await ground.usable();
    tally.usableAfter(systemClock.monotonic() - began);
    await visit;
    const left = await ground.settled();
    if (left.length > 0)
      tally.violation({ broken: 'never-settles', visit: null, detail: left.join(', ') }, name(kill), ground);
  } catch (thrown) {
    tally.violation({ broken: 'never-settles', visit: null, detail: reasonOf(thrown) }, name(kill), ground);
  }
  tally.judged(ground.judge(), name(kill), ground);
  ground.plan({});
  return read(recovery);
}

const recovered = async (ground: Ground) => {
  await ground.usable();
  await ground.settled();
};

const name = ({ scenario, first, second }: Kill): string =>
  `${scenario.name}: ${textOf(first)}${second ? `, then ${textOf(second)} while recovering` : ''}`;
