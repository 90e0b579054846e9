import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type {
  ConfigurationDraft,
  TerminalConfiguration,
} from '../../admin-console/contract/configuration/configuration.ts';
import type { Configurations } from '../../admin-console/domain/configuration/configurations.ts';
import type { Hub } from '../../admin-console/hub/hub.ts';
import { keyHeaderOf } from '../../admin-console/hub/test-support/key-header.ts';
import { createConfigurations } from '../../admin-console/store/configuration/configurations.ts';
import { type HubDatabase, openDatabase } from '../../admin-console/store/database.ts';
import { sampleFiles } from '../../config/sample-files.ts';
import { textsSaying } from '../../config/test-support/texts-saying.ts';
import { enrolFleetTerminal, startFleetTerminal } from '../../demo/fleet/terminal/simulated-terminal.ts';
import { systemClock } from '../../foundation/clock.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { databaseIn, startHubIn } from './test-support/hub-in-directory.ts';

const TERMINAL = 'MS-RH-01';
const SECOND = { kind: 'user', id: 'second', name: 'second' } as const;
const delays = {
  ...DELAYS,
  configurationChunkEvery: 1,
  configurationLookEvery: 20,
  configurationProvenAfter: 100,
  hubRedialFirst: 50,
  hubRedialAtMost: 100,
};

let directory: string;
let hub: Hub;
let key: Readonly<Record<string, string>>;
let db: HubDatabase;
let configurations: Configurations;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'bt-fleet-'));
  hub = await startHubIn(directory);
  key = await keyHeaderOf(hub);
  // People at other hub processes: what they do is found by the sweep.
  db = await openDatabase(databaseIn(directory));
  configurations = createConfigurations(db, systemClock, () => {});
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
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

/** Written and submitted over the API by a program, which may not release; released by a person. */
async function release(files: Record<string, string>): Promise<void> {
  const at = 'configuration/drafts';
  const { id } = await ask<ConfigurationDraft>('POST', at, { scope: 'tenant', scopeId: 'default', title: 'New' });
  const { revision } = await ask<ConfigurationDraft>('PUT', `${at}/${id}`, { revision: 1, files });
  const ready = await ask<ConfigurationDraft>('POST', `${at}/${id}/submit`, { revision });
  await expect(ask('POST', `${at}/${id}/release`, { revision: ready.revision, activeFrom: null })).rejects.toThrow(
    '403',
  );
  await configurations.release(['default'], id, { revision: ready.revision, activeFrom: null, isForAll: true }, SECOND);
}

const files = (location: string) => ({ ...sampleFiles(), ...textsSaying(location) });

async function enrol(): Promise<void> {
  const code = await ask<{ code: string; caFingerprint: string }>('POST', 'enrolment-codes', { terminalId: TERMINAL });
  await enrolFleetTerminal({ directory, terminalId: TERMINAL, url: `https://localhost:${hub.linkPort}` }, code);
}

function start() {
  const terminal = startFleetTerminal({
    directory,
    terminalId: TERMINAL,
    url: `https://localhost:${hub.linkPort}`,
    delays,
  });
  ends.push(() => terminal.stop());
  return terminal;
}
const reported = async () => (await ask<TerminalConfiguration[]>('GET', 'configuration/terminals'))[0];

test('what two people released runs at the terminal, and the hub says so; so does the way back', async () => {
  await enrol();
  const first = start();
  expect(first.location).toBe('Rathaus, Erdgeschoss');
  await release(files('Bibliothek'));
  await first.restarts;
  const second = start();
  expect(second.location).toBe('Bibliothek');
  await expect.poll(reported, { timeout: 10_000 }).toMatchObject({
    wanted: 1,
    running: 1,
    isOnTrial: false,
    isUpToDate: true,
    refused: null,
  });
  // The hub tells the terminal: nothing asks it to look.
  await release(files('Falscher Ort'));
  await second.restarts;
  const third = start();
  expect(third.location).toBe('Falscher Ort');
  const releases = await configurations.releases(['default']);
  const former = releases.find(({ number }) => number === 1);
  await configurations.rollBackAlone(['default'], former?.id ?? '', SECOND, 'the wrong place is shown');
  await third.restarts;
  expect(start().location).toBe('Bibliothek');
  await expect.poll(reported, { timeout: 10_000 }).toMatchObject({ wanted: 3, running: 3, isUpToDate: true });
});
