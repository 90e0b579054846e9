import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROUTES } from '../../../admin-console/contract/routes.ts';
import { proveChain } from '../../../admin-console/store/audit-log.ts';
import { openDatabase } from '../../../admin-console/store/database.ts';
import { systemClock } from '../../../foundation/clock.ts';
import { startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { createRandom, type Random, seedOf } from '../../fuzz/random.ts';
import { startBalancer } from '../test-support/hub-processes.ts';
import { DELAYS } from './delays.ts';
import { DeviceFaults } from './device-faults.ts';
import { GivenCommands } from './given-commands.ts';
import { HubConsole } from './hub-console.ts';
import { type Hub, HubPair } from './hub-pair.ts';
import { Links } from './links.ts';
import { LivePages } from './live-pages.ts';
import { ProofTerminal } from './proof-terminal.ts';
import { ReleasedVersions } from './released-versions.ts';
import { Revocations } from './revocations.ts';
import { keepTraces } from './traces.ts';
import { type Figures, faultsOf } from './verdict.ts';
import { pause } from './wait.ts';

const TERMINALS = 8;
/** Those whose devices never fail are revoked: alerts of a terminal that is nobody's to look after end untold. */
const REVOKED = 2;
/** One of so many kills is followed by a revocation. */
const REVOKED_EVERY = 7;

export interface ProofOptions {
  readonly kills: number;
  readonly seed: number;
  /** Where traces are kept if something is wrong. */
  readonly out: string;
  readonly say: (line: string) => void;
}

/** Kills hub processes at random instants while everything runs, and judges what became of it. */
export async function runProof(options: ProofOptions): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), 'bt-hub-proof-'));
  const cleanUps: (() => unknown)[] = [() => rmSync(directory, { recursive: true, force: true })];
  try {
    return await runIn(directory, options, cleanUps);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function runIn(
  directory: string,
  { kills, seed, out, say }: ProofOptions,
  cleanUps: (() => unknown)[],
): Promise<Figures> {
  const randomOf = (name: string): Random => createRandom(seedOf(seed, name));
  const postgres = await startPostgres();
  cleanUps.push(() => postgres.stop());
  const url = await postgres.createDatabase();
  const db = await openDatabase({ kind: 'postgres', url });
  cleanUps.push(() => db.destroy());
  const pair = new HubPair(directory, url, db);
  cleanUps.push(() => pair.stop());
  await pair.start();
  const console = new HubConsole(() => pair.living, randomOf('console'));
  await console.signIn(db);
  const balancer = await startBalancer(() => pair.living);
  cleanUps.push(() => balancer.close());
  const terminals = await enrolAll(directory, `https://127.0.0.1:${balancer.port}`, console, randomOf);
  cleanUps.push(() => terminals.forEach((terminal) => void terminal.stop()));
  const links = new Links(db, terminals);
  await links.mustStand();

  const commands = new GivenCommands(console, db, terminals, randomOf('commands'));
  const faults = new DeviceFaults(console, terminals.slice(REVOKED), randomOf('faults'));
  cleanUps.push(() => faults.stop());
  await faults.prepare();
  const versions = new ReleasedVersions(console, terminals, randomOf('versions'));
  const revocations = new Revocations(console);
  const pages = new LivePages(console);
  for (const hub of pair.living) pages.open(hub);

  const over = new AbortController();
  const work = Promise.all([commands, faults, versions].map((one) => one.run(over.signal)));
  // Whatever breaks in it ends the run at once.
  let broken: unknown;
  work.catch((thrown) => {
    broken = thrown ?? new Error('unknown');
  });
  const random = randomOf('kills');
  const begun = systemClock.monotonic();
  const back: number[] = [];
  const late: string[] = [];
  const revoking: Promise<void>[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    await pause(random.below(DELAYS.killWithin));
    if (broken) throw broken;
    const dying = random.pick(pair.living as [Hub, ...Hub[]]);
    const survivor = pair.otherThan(dying);
    const moved = await links.heldBy(dying);
    const at = systemClock.monotonic();
    await dying.kill();
    const restarted = pair.restart(dying.place);
    const free = terminals.slice(0, REVOKED).find(({ isRevoked }) => !isRevoked);
    if (kill % REVOKED_EVERY === 0 && free) {
      const revoked = revocations.revoke(free, survivor);
      revoked.catch((thrown) => {
        broken = thrown;
      });
      revoking.push(revoked);
    }
    for (const { terminal, ms } of await links.back(dying, moved, at)) {
      if (ms > DELAYS.backWithin) late.push(`${terminal.id} after ${Math.round(ms)} ms at kill ${kill}`);
      back.push(ms);
    }
    pages.open(await restarted);
    await links.mustStand();
    balancer.cutHalf(survivor);
    if (kill % 20 === 0) say(`${kill} kills, ${Math.round((systemClock.monotonic() - begun) / 1_000)} s`);
  }
  say('everything comes to its end');
  over.abort();
  await Promise.all(revoking);
  await work;
  const settled = {
    commands: await commands.settle(),
    alerts: faults.settle(),
    configuration: await versions.settle(),
    revocations: revocations.settle(),
  };
  const wrong = await pages.settle();
  const { to, broken: gap } = await proveChain(db);
  const figures: Figures = {
    ...{ seed, kills, seconds: (systemClock.monotonic() - begun) / 1_000, back, late, ...settled },
    pages: { ...pages.counts, wrong },
    audit: { entries: to.seq, broken: gap && `${gap.fault} at ${gap.seq}` },
    brokenAnswers: console.broken,
  };
  if (faultsOf(figures).length > 0) await keepTraces(pair.directories, db, out);
  return figures;
}

async function enrolAll(
  directory: string,
  url: string,
  console: HubConsole,
  randomOf: (name: string) => Random,
): Promise<readonly ProofTerminal[]> {
  const terminals: ProofTerminal[] = [];
  for (let n = 1; n <= TERMINALS; n++) {
    const id = `T-${n}`;
    const place = join(directory, id);
    mkdirSync(place);
    const terminal = new ProofTerminal(id, place, url, randomOf(id));
    await terminal.enrol(await console.ask('POST', ROUTES.enrolmentCodes('default'), { terminalId: id }));
    terminal.start();
    terminals.push(terminal);
  }
  return terminals;
}
