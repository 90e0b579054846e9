import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proveChain } from '../../../admin-console/store/audit-log.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { DeviceFaults } from './device-faults.ts';
import { GivenCommands } from './given-commands.ts';
import { Kills } from './kills.ts';
import { LivePages } from './live-pages.ts';
import { ReleasedVersions } from './released-versions.ts';
import { Revocations } from './revocations.ts';
import { type Scene, setScene } from './scene.ts';
import { keepTraces } from './traces.ts';
import { type Figures, faultsOf } from './verdict.ts';

/** Those whose devices never fail are revoked: alerts of a terminal that is nobody's to look after end untold. */
const REVOCABLE = 2;

export interface ProofOptions {
  readonly kills: number;
  readonly seed: number;
  /** Where traces are kept if something is wrong. */
  readonly out: string;
  readonly say: (line: string) => void;
  /** Ends the run before its time: what it has started is ended, too. */
  readonly stopped: AbortSignal;
}

/**
 * Kills hub processes at random instants while everything runs, and judges what became of it.
 * @throws Refusal `not-in-time` with what did not come, `hub-died-by-itself`, `stopped`, or what the hub refused
 */
export async function runProof(options: ProofOptions): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'bt-hub-proof-'));
  const cleanUps: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  try {
    const scene = await setScene(directory, options.seed, cleanUps);
    const keep = () => keepTraces(scene.pair.directories, scene.db, options.out);
    try {
      const stopped = new Promise<never>((_, reject) => {
        options.stopped.addEventListener('abort', () => reject(new Refusal('stopped')), { once: true });
      });
      const figures = await Promise.race([play(scene, options, cleanUps), stopped]);
      if (faultsOf(figures).length > 0) await keep();
      return figures;
    } catch (thrown) {
      await keep();
      throw thrown;
    }
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function play(
  scene: Scene,
  { kills: count, seed, say }: ProofOptions,
  cleanUps: (() => unknown)[],
): Promise<Figures> {
  const { db, console, terminals, pair, randomOf } = scene;
  const commands = new GivenCommands(console, db, terminals, randomOf('commands'));
  const faults = new DeviceFaults(console, db, terminals.slice(REVOCABLE), randomOf('faults'));
  cleanUps.push(() => faults.stop());
  await faults.prepare();
  const versions = new ReleasedVersions(console, terminals, randomOf('versions'));
  const revocations = new Revocations(console);
  const pages = new LivePages(console);
  for (const hub of pair.living) pages.open(hub);
  const kills = new Kills(scene, pages, { revocations, revocable: terminals.slice(0, REVOCABLE) });

  const begun = systemClock.monotonic();
  const over = new AbortController();
  const work = Promise.all([commands, faults, versions].map((one) => one.run(over.signal)));
  // Whatever breaks in the work ends the run at once; the work itself has no end before it is told. When the run ends
  // because a kill broke something, the work breaks, too, once there is no hub any more.
  work.catch(() => {});
  await Promise.race([kills.run(count, say), work]);
  say('everything comes to its end');
  over.abort();
  await work;
  const settled = {
    commands: await commands.settle(),
    alerts: await faults.settle(),
    configuration: await versions.settle(),
    revocations: revocations.settle(),
  };
  const wrong = await pages.settle();
  const { to, broken } = await proveChain(db);
  return {
    ...{ seed, kills: count, seconds: (systemClock.monotonic() - begun) / 1_000 },
    ...{ back: kills.back, late: kills.late, ...settled },
    pages: { ...pages.counts, wrong },
    audit: { entries: to.seq, broken: broken && `${broken.fault} at ${broken.seq}` },
    brokenAnswers: console.broken,
  };
}
