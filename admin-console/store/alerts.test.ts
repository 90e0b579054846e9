import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Alert, StatusReport } from '../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { createLocalBell } from './bell/local-bell.ts';
import { type HubDatabase, openDatabase } from './database.ts';
import { DELAYS } from './delays.ts';
import { createFleet } from './fleet/fleet-store.ts';
import { createLinkStore, type GatheringLinkStore } from './fleet/link-store.ts';
import { enrolledRow } from './test-support/terminal-row.ts';

const TERMINAL = 'MS-RH-01';
const LINK = 'link-1';
let db: HubDatabase;
let links: GatheringLinkStore;
const clock = new SimulatedClock();
const bell = createLocalBell('p', clock);
const fleet = () => createFleet(db, bell, clock);

beforeEach(async () => {
  db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  await enrolledRow(db, TERMINAL);
  const store = { db, bell, processId: 'p', onTakenForDead: () => () => {}, close: async () => {} };
  links = createLinkStore(store, clock, silentLog);
  await open(LINK);
});
afterEach(() => db.destroy());

async function written<T>(work: Promise<T>): Promise<T> {
  await clock.advance(DELAYS.reportGather);
  return work;
}
const open = (linkId: string) =>
  written(
    links.opened({
      terminalId: TERMINAL,
      linkId,
      fingerprint: `f-${TERMINAL}`,
      certificateExpiresAt: 1,
      site: 'rathaus',
      state: SAMPLE_REPORT,
    }),
  );

const alert = (id: string, kind: Alert['kind'] = 'payment-unclear'): Alert => ({
  id,
  kind,
  since: 1_000,
  packageId: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001',
  reason: 'device-gone',
});
const hash = (letter: string) => letter.repeat(64);

async function report(alerts: Alert[], journal: StatusReport['journal'] = null, link = LINK): Promise<void> {
  links.changed(TERMINAL, link, 1, { alerts, journal });
  await written(Promise.resolve());
}
const alerts = async () => (await fleet().terminal(['default'], TERMINAL)).alerts;
const kinds = async () => (await alerts()).map(({ kind }) => kind);

test('what a terminal tells stands until a report no longer has it', async () => {
  await report([alert('a'), alert('b', 'fee-due')]);
  expect(await kinds()).toEqual(['payment-unclear', 'fee-due']);
  await report([alert('b', 'fee-due')]);
  expect(await kinds()).toEqual(['fee-due']);
  await report([]);
  expect(await kinds()).toEqual([]);
});

test('the hub keeps no package and no reference', async () => {
  await report([alert('a')]);
  expect(Object.keys((await alerts())[0] ?? {}).sort()).toEqual(['id', 'kind', 'reason', 'severity', 'since']);
});

test('a terminal that goes away keeps its alerts', async () => {
  await report([alert('a')]);
  await written(links.closed(TERMINAL, LINK));
  expect(await kinds()).toEqual(['payment-unclear']);
});

test('a journal that grows is quiet', async () => {
  await report([], { seq: 10, hash: hash('a') });
  await report([], { seq: 10, hash: hash('a') });
  await report([], { seq: 11, hash: hash('b') });
  expect(await kinds()).toEqual([]);
});

test('a journal that went back was tampered with', async () => {
  await report([], { seq: 10, hash: hash('a') });
  await report([], { seq: 9, hash: hash('b') });
  expect(await alerts()).toMatchObject([{ kind: 'journal-tampered', reason: 'went-back', since: clock.now() }]);
});

test('a journal with another hash at the same length was tampered with', async () => {
  await report([], { seq: 10, hash: hash('a') });
  await report([], { seq: 10, hash: hash('c') });
  expect(await alerts()).toMatchObject([{ kind: 'journal-tampered', reason: 'changed' }]);
});

test('it stands though the journal grows on, until a person has explained it, with an entry in the audit', async () => {
  await report([], { seq: 10, hash: hash('a') });
  await report([], { seq: 2, hash: hash('b') });
  await report([], { seq: 30, hash: hash('c') });
  expect(await kinds()).toEqual(['journal-tampered']);
  expect(await fleet().explainJournal(TERMINAL, 'console')).toBe(true);
  expect(await kinds()).toEqual([]);
  expect(await fleet().explainJournal(TERMINAL, 'console')).toBe(false);
  const acts = await db.selectFrom('audit').select('act').execute();
  expect(acts.map(({ act }) => act)).toEqual(['journal.tampered', 'journal.explained']);
});

test('what a link says that has been replaced is out of date', async () => {
  await report([], { seq: 10, hash: hash('a') });
  await open('link-2');
  await report([alert('a')], { seq: 9, hash: hash('b') });
  expect(await kinds()).toEqual([]);
});

test('it stands before the alerts of the terminal itself', async () => {
  await report([alert('a')], { seq: 10, hash: hash('a') });
  await report([alert('a')], { seq: 9, hash: hash('b') });
  expect(await kinds()).toEqual(['journal-tampered', 'payment-unclear']);
});
