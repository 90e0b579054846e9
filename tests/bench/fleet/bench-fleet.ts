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
import { makeFleet } from './make-fleet.ts';
import { cpuMs, residentBytes } from './process-use.ts';
import { ask, measureLinks, measureReports, type Subject, type SubjectRow } from './subject-row.ts';

const ROOT = join(import.meta.dirname, '../../..');
/** More than a hub can take, so that it is always busy; of each terminal less than what it may send. */
const REPORTS_OF_ONE = 7;
const MOST_REPORTS = 30_000;

export interface FleetRow extends SubjectRow {
  readonly subject: `hub on ${DatabaseAddress['kind']}`;
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
    const subject: Subject = {
      terminals: count,
      cpuMs: () => cpuMs(hub.pid),
      residentBytes: () => residentBytes(hub.pid),
      act: (act) => ask(terminals, act),
    };
    return await measure(kind, subject, hub.consolePort, withKey(key));
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
  hub: Subject,
  consolePort: number,
  headers: Readonly<Record<string, string>>,
): Promise<FleetRow> {
  const links = await measureLinks(hub);
  const read = (path: string) => fetch(`http://127.0.0.1:${consolePort}/api/tenants/default/${path}`, { headers });
  const pageBegun = performance.now();
  const text = await (await read('terminals?limit=200')).text();
  const pageMs = performance.now() - pageBegun;
  const perSecond = Math.min(hub.terminals * REPORTS_OF_ONE, MOST_REPORTS);
  const reports = await measureReports(hub, perSecond, (sent) => lastWritten(read, sent, hub.terminals));
  return {
    subject: `hub on ${database}`,
    ...links,
    ...reports,
    killedOfflineSeconds: await offlineAfter(read, 0, () => hub.act({ act: 'kill', index: 0 })),
    frozenOfflineSeconds: await offlineAfter(read, 1, () => hub.act({ act: 'freeze', index: 1 })),
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
