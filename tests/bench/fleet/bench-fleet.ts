import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerminalPage, TerminalView } from '../../../admin-console/contract/terminals/terminal-view.ts';
import { type DatabaseAddress, openDatabase } from '../../../admin-console/store/database.ts';
import { delay, systemClock } from '../../../foundation/clock.ts';
import { createRandom } from '../../../foundation/random.ts';
import { startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { HubConsole } from '../../fleet/hub-proof/hub-console.ts';
import { type HubProcess, startHubProcess } from '../../fleet/test-support/hub-processes.ts';
import { makeFleet } from './make-fleet.ts';
import { type ConsoleFigures, measureConsole } from './measure-console.ts';
import { cpuMs, residentBytes } from './process-use.ts';
import { ask, measureLinks, measureReports, type Subject, type SubjectRow } from './subject-row.ts';

/** More than a hub can take, so that it is always busy; of each terminal less than what it may send. */
const REPORTS_OF_ONE = 7;
const MOST_REPORTS = 30_000;

export interface FleetRow extends SubjectRow, ConsoleFigures {
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
  const ends: (() => unknown)[] = [];
  try {
    const file = await makeFleet(directory, address, count);
    const hub = await startHubProcess(directory, address.kind === 'postgres' ? address.url : '');
    ends.push(() => hub.kill());
    const terminals = fork(join(import.meta.dirname, 'simulated-terminals.ts'), [file, `${hub.linkPort}`], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    ends.push(() => terminals.kill('SIGKILL'));
    await once(terminals, 'message');
    const console = await signedIn(hub, address);
    const subject: Subject = {
      terminals: count,
      cpuMs: () => cpuMs(hub.pid),
      residentBytes: () => residentBytes(hub.pid),
      act: (act) => ask(terminals, act),
    };
    return await measure(kind, subject, console);
  } finally {
    for (const end of ends) await end();
    await postgres?.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function signedIn(hub: HubProcess, address: DatabaseAddress): Promise<HubConsole> {
  const console = new HubConsole(() => [hub], createRandom(1));
  const db = await openDatabase(address);
  await console.signIn(db);
  await db.destroy();
  return console;
}

async function measure(database: DatabaseAddress['kind'], hub: Subject, console: HubConsole): Promise<FleetRow> {
  const links = await measureLinks(hub);
  const read = <T>(path: string) => console.ask<T>('GET', `/api/tenants/default/${path}`);
  const pageBegun = performance.now();
  const page = await read('terminals?limit=200');
  const pageMs = performance.now() - pageBegun;
  const perSecond = Math.min(hub.terminals * REPORTS_OF_ONE, MOST_REPORTS);
  const reports = await measureReports(hub, perSecond, (sent) => lastWritten(sent, hub.terminals));
  return {
    subject: `hub on ${database}`,
    ...links,
    ...reports,
    ...(await measureConsole(hub, console, idOf)),
    killedOfflineSeconds: await offlineAfter(read, 0, () => hub.act({ act: 'kill', index: 0 })),
    frozenOfflineSeconds: await offlineAfter(read, 1, () => hub.act({ act: 'freeze', index: 1 })),
    pageKB: Buffer.byteLength(JSON.stringify(page)) / 1e3,
    pageMs,
  };

  /** The reports have been written when the last of each of the last terminals stands in the database. */
  async function lastWritten(all: number, count: number): Promise<boolean> {
    const index = (all - 1) % count;
    const wanted = Math.floor((all - 1 - index) / count) + 1;
    for (let look = 0; look < 600; look++) {
      const view = await read<TerminalView>(`terminals/${idOf(index)}`);
      if (view.status?.counts['session.count-1'] === wanted) return true;
      await delay(systemClock, 100);
    }
    return false;
  }
}

async function offlineAfter(
  read: (path: string) => Promise<unknown>,
  index: number,
  act: () => Promise<unknown>,
): Promise<number> {
  const begun = performance.now();
  await act();
  for (;;) {
    const page = (await read('terminals?limit=5')) as TerminalPage;
    if (page.terminals.some(({ id, online }) => id === idOf(index) && !online))
      return (performance.now() - begun) / 1_000;
    if (performance.now() - begun > 120_000) return Number.POSITIVE_INFINITY;
    await delay(systemClock, 100);
  }
}

const idOf = (index: number): string => `BENCH-${String(index).padStart(5, '0')}`;
