import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerminalPage, TerminalView } from '../../../admin-console/contract/terminal-view.ts';
import { withKey } from '../../../admin-console/hub/test-support/key-header.ts';
import type { DatabaseAddress } from '../../../admin-console/store/database.ts';
import { newHubKey, newHubLink } from '../../../demo/hub-access.ts';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { AT_ONCE, REPORT_SECONDS, REST_SECONDS, SETTLE_MS } from './delays.ts';
import { makeFleet } from './make-fleet.ts';
import type { Act, Told } from './messages.ts';
import { cpuMs, residentBytes } from './process-use.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** More than a hub can take, so that it is always busy; of each terminal less than what it may send. */
const REPORTS_OF_ONE = 7;
const MOST_REPORTS = 30_000;

export interface FleetRow {
  readonly subject: `hub on ${DatabaseAddress['kind']}`;
  readonly terminals: number;
  readonly idleMB: number;
  readonly kBPerTerminal: number;
  readonly cpuMsPerConnect: number;
  readonly connectSeconds: number;
  /** Per cent of one core while no terminal has anything to tell. */
  readonly atRestPercent: number;
  readonly reportsPerSecond: number;
  readonly reportsPerCoreSecond: number;
  readonly linksEnded: number;
  readonly killedOfflineSeconds: number;
  readonly frozenOfflineSeconds: number;
  readonly pageKB: number;
  readonly pageMs: number;
}

/** One hub and so many simulated terminals, each in a process of its own. */
export async function benchFleet(kind: DatabaseAddress['kind'], count: number): Promise<FleetRow> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-fleet-'));
  const postgres = kind === 'postgres' ? await startPostgres({ durable: true }) : null;
  const address: DatabaseAddress = postgres
    ? { kind: 'postgres', url: await postgres.createDatabase() }
    : { kind: 'sqlite', file: join(directory, 'hub.sqlite') };
  const children: ChildProcess[] = [];
  try {
    const file = await makeFleet(directory, address, count);
    const hub = await startHub(directory, address, children);
    const terminals = fork(join(import.meta.dirname, 'simulated-terminals.ts'), [file, `${hub.linkPort}`], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    children.push(terminals);
    await once(terminals, 'message');
    const key = await newHubKey(await newHubLink(directory, environmentOf(address)));
    return await measure(kind, count, hub, withKey(key), (act) => ask(terminals, act));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

interface HubUnderTest {
  readonly pid: number;
  readonly consolePort: number;
  readonly linkPort: number;
}

async function measure(
  database: DatabaseAddress['kind'],
  terminals: number,
  { pid, consolePort }: HubUnderTest,
  headers: Readonly<Record<string, string>>,
  act: (act: Act) => Promise<Extract<Told, { readonly told: 'done' }>>,
): Promise<FleetRow> {
  await delay(systemClock, SETTLE_MS);
  const idle = residentBytes(pid);
  const [connectCpu, connectWall] = [cpuMs(pid), performance.now()];
  await act({ act: 'connect', atOnce: AT_ONCE });
  const connectSeconds = (performance.now() - connectWall) / 1_000;
  const cpuMsPerConnect = (cpuMs(pid) - connectCpu) / terminals;
  await delay(systemClock, SETTLE_MS);
  const linked = residentBytes(pid);

  const restCpu = cpuMs(pid);
  await delay(systemClock, REST_SECONDS * 1_000);
  const atRestPercent = (cpuMs(pid) - restCpu) / REST_SECONDS / 10;

  const read = (path: string) => fetch(`http://127.0.0.1:${consolePort}/api/tenants/default/${path}`, { headers });
  const pageBegun = performance.now();
  const text = await (await read('terminals?limit=200')).text();
  const pageMs = performance.now() - pageBegun;

  const [reportCpu, reportWall] = [cpuMs(pid), performance.now()];
  const perSecond = Math.min(terminals * REPORTS_OF_ONE, MOST_REPORTS);
  const { sent, lost } = await act({ act: 'report', perSecond, seconds: REPORT_SECONDS });
  const last = await lastWritten(read, sent, terminals);
  const reportSeconds = (performance.now() - reportWall) / 1_000;
  const reportCpuSeconds = (cpuMs(pid) - reportCpu) / 1_000;

  return {
    subject: `hub on ${database}`,
    terminals,
    idleMB: idle / 1e6,
    kBPerTerminal: (linked - idle) / 1e3 / terminals,
    cpuMsPerConnect,
    connectSeconds,
    atRestPercent,
    reportsPerSecond: last ? sent / reportSeconds : 0,
    reportsPerCoreSecond: last ? sent / reportCpuSeconds : 0,
    linksEnded: lost,
    killedOfflineSeconds: await offlineAfter(read, 0, () => act({ act: 'kill', index: 0 })),
    frozenOfflineSeconds: await offlineAfter(read, 1, () => act({ act: 'freeze', index: 1 })),
    pageKB: text.length / 1e3,
    pageMs,
  };

  /** The reports have been written when the last of each of the last terminals stands in the database. */
  async function lastWritten(from: typeof read, all: number, count: number): Promise<boolean> {
    const index = (all - 1) % count;
    const wanted = Math.floor((all - 1 - index) / count) + 1;
    for (let look = 0; look < 600; look++) {
      const view = (await (await from(`terminals/${idOf(index)}`)).json()) as TerminalView;
      if (view.status?.counts['session.count-1'] === wanted) return true;
      await delay(systemClock, 100);
    }
    return false;
  }
}

async function offlineAfter(
  read: (path: string) => Promise<Response>,
  index: number,
  act: () => Promise<unknown>,
): Promise<number> {
  const begun = performance.now();
  await act();
  for (;;) {
    const page = (await (await read('terminals?limit=5')).json()) as TerminalPage;
    if (page.terminals.some(({ id, online }) => id === idOf(index) && !online))
      return (performance.now() - begun) / 1_000;
    if (performance.now() - begun > 120_000) return Number.POSITIVE_INFINITY;
    await delay(systemClock, 100);
  }
}

const idOf = (index: number): string => `BENCH-${String(index).padStart(5, '0')}`;

/** An empty DATABASE_URL names none. */
const environmentOf = (address: DatabaseAddress) => ({
  DATABASE_URL: address.kind === 'postgres' ? address.url : '',
});

async function startHub(directory: string, address: DatabaseAddress, children: ChildProcess[]): Promise<HubUnderTest> {
  const env = { ...process.env, ...environmentOf(address) };
  const args = ['--data', directory, '--console-port', '0', '--link-port', '0'];
  const hub = fork(join(ROOT, 'admin-console/hub/main.ts'), args, {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(hub);
  const runtime = join(directory, 'runtime.json');
  for (let look = 0; look < 600 && !existsSync(runtime); look++) await delay(systemClock, 100);
  if (!existsSync(runtime) || hub.pid === undefined) throw new Refusal('not-up', 'hub');
  await delay(systemClock, 200);
  return { pid: hub.pid, ...(JSON.parse(readFileSync(runtime, 'utf8')) as Omit<HubUnderTest, 'pid'>) };
}

async function ask(terminals: ChildProcess, act: Act): Promise<Extract<Told, { readonly told: 'done' }>> {
  terminals.send(act);
  const [told] = (await once(terminals, 'message')) as [Told];
  if (told.told !== 'done') throw new Refusal('out-of-order');
  return told;
}
