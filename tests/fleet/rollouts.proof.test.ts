import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EpisodeView } from '../../admin-console/contract/alerting/views.ts';
import type { ConfigurationDraft } from '../../admin-console/contract/configuration/configuration.ts';
import type {
  RolloutProgress,
  RolloutTerminal,
  RolloutView,
  SoftwareRelease,
} from '../../admin-console/contract/rollouts/rollouts.ts';
import type { Configurations } from '../../admin-console/domain/configuration/configurations.ts';
import type { Hub } from '../../admin-console/hub/hub.ts';
import { keyHeaderOf } from '../../admin-console/hub/test-support/key-header.ts';
import { createConfigurations } from '../../admin-console/store/configuration/configurations.ts';
import { type HubDatabase, openDatabase } from '../../admin-console/store/database.ts';
import { createRollouts } from '../../admin-console/store/rollouts/rollouts.ts';
import { sampleFiles } from '../../config/sample-files.ts';
import { textsSaying } from '../../config/test-support/texts-saying.ts';
import { systemClock } from '../../foundation/clock.ts';
import { databaseIn, startHubIn } from './test-support/hub-in-directory.ts';
import { type LinkedTerminal, linkedTerminal } from './test-support/linked-terminals.ts';

const SECOND = { kind: 'user', id: 'second', name: 'second' } as const;
const IDS = ['T-01', 'T-02', 'T-03'];
/** In milliseconds; the hub looks every two seconds. */
const SOON = { timeout: 30_000, interval: 200 };
const PLAN = {
  rings: [
    { selection: { by: 'terminals', ids: ['T-01', 'T-02'] }, after: { kind: 'soak', minutes: 0 } },
    { selection: { by: 'rest' }, after: { kind: 'soak', minutes: 0 } },
  ],
  healthyAfterMinutes: 0,
  threshold: { percent: 10, atLeast: 1, offlineMinutes: 5 },
  onStop: 'roll-back',
};

let directory: string;
let hub: Hub;
let key: Readonly<Record<string, string>>;
let db: HubDatabase;
let configurations: Configurations;
let terminals: LinkedTerminal[];
/** Contents that T-02 goes back from. */
let bad: (digest: string) => boolean;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bt-rollouts-'));
  hub = await startHubIn(directory);
  key = await keyHeaderOf(hub);
  // People at other hub processes: what they do is found by the sweep.
  db = await openDatabase(databaseIn(directory));
  configurations = createConfigurations(db, systemClock, () => {});
  bad = () => false;
  terminals = [];
  for (const id of IDS) {
    const { code } = await ask<{ code: string }>('POST', 'enrolment-codes', { terminalId: id });
    const goesBackFrom = (digest: string) => id === 'T-02' && bad(digest);
    terminals.push(await linkedTerminal(hub, id, { code, directory, goesBackFrom }));
  }
});
afterEach(async () => {
  for (const terminal of terminals) terminal.close();
  await hub.close();
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
});

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${hub.consolePort}/api/tenants/default/${path}`, {
    method,
    headers: { ...key, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

async function release(files: Record<string, string>, isForAll: boolean): Promise<string> {
  const at = 'configuration/drafts';
  const { id } = await ask<ConfigurationDraft>('POST', at, { scope: 'tenant', scopeId: 'default', title: 'New' });
  const { revision } = await ask<ConfigurationDraft>('PUT', `${at}/${id}`, { revision: 1, files });
  const ready = await ask<ConfigurationDraft>('POST', `${at}/${id}/submit`, { revision });
  const how = { revision: ready.revision, activeFrom: null, isForAll };
  return (await configurations.release(['default'], id, how, SECOND)).id;
}

/** Drafted over the API by a program, which may not start it; started by a person. */
async function started(kind: 'configuration' | 'software', releaseId: string): Promise<string> {
  const { id } = await ask<RolloutView>('POST', 'rollouts', { kind, releaseId, title: 'R', plan: PLAN });
  const start = { revision: 1, reason: 'ready' };
  await expect(ask('POST', `rollouts/${id}/start`, start)).rejects.toThrow('403');
  await createRollouts(db, systemClock, () => {}).act(['default'], id, 'start', start, SECOND);
  return id;
}
const progress = (id: string) => ask<RolloutProgress>('GET', `rollouts/${id}`);
const running = () => terminals.map((terminal) => terminal.running());

/** All terminals run the first release. */
async function allRunFirst(): Promise<string> {
  await release(sampleFiles(), true);
  await expect.poll(() => new Set(running()), SOON).toEqual(new Set([expect.stringMatching(/^[0-9a-f]{64}$/)]));
  return running()[0] ?? '';
}

test('a good version comes to everybody ring by ring, and is completed', async () => {
  const first = await allRunFirst();
  const id = await started('configuration', await release(textsSaying('Bibliothek'), false));
  await expect.poll(async () => (await progress(id)).state, SOON).toBe('completed');
  expect(new Set(running()).size).toBe(1);
  expect(running()).not.toContain(first);
  expect((await progress(id)).rings).toMatchObject([{ healthy: 2 }, { healthy: 1 }]);
});

test('a bad version stops itself in its first ring, those who have it go back, and somebody is told', async () => {
  const first = await allRunFirst();
  bad = (digest) => digest !== first;
  const id = await started('configuration', await release(textsSaying('Falscher Ort'), false));
  await expect.poll(async () => (await progress(id)).state, SOON).toBe('rolled-back');
  expect(await progress(id)).toMatchObject({
    ring: 0,
    stop: { isByItself: true, terminalId: 'T-02' },
    rings: [{ 'went-back': 2 }, { pending: 1 }],
  });
  expect(running()).toEqual([first, first, first]);
  const rows = await ask<RolloutTerminal[]>('GET', `rollouts/${id}/terminals`);
  expect(rows.map(({ terminalId, reason, offeredAt }) => [terminalId, reason, offeredAt !== null])).toEqual([
    ['T-01', 'rolled-back', true],
    ['T-02', 'session-failed', true],
    ['T-03', null, false],
  ]);
  const told = async () =>
    (await ask<EpisodeView[]>('GET', 'alerting/episodes')).map(({ cause, subject }) => [cause, subject]);
  await expect.poll(told, SOON).toContainEqual(['rollout-stopped', id]);
});

test('software that terminals cannot install yet stops itself, and says why', async () => {
  const software = { version: '0.2.0', digest: 'a'.repeat(64), size: 1 };
  const { id: releaseId } = await ask<SoftwareRelease>('POST', 'software-releases', software);
  const id = await started('software', releaseId);
  await expect.poll(async () => (await progress(id)).state, SOON).toBe('rolled-back');
  const [failed] = await ask<RolloutTerminal[]>('GET', `rollouts/${id}/terminals?ring=0&most=1`);
  expect(failed).toMatchObject({ terminalId: 'T-01', reason: 'not-supported' });
});
