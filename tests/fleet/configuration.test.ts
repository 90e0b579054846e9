import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConfigurationDraft, TerminalConfiguration } from '../../admin-console/contract/configuration.ts';
import type { Configurations } from '../../admin-console/domain/configuration/configurations.ts';
import { type Hub, startHub } from '../../admin-console/hub/hub.ts';
import { keyHeaderOf } from '../../admin-console/hub/test-support/key-header.ts';
import { createConfigurations } from '../../admin-console/store/configuration/configurations.ts';
import { type HubDatabase, openDatabase } from '../../admin-console/store/database.ts';
import { sampleFiles, textsSaying } from '../../config/test-support/sample-files.ts';
import { systemClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { ConfigurationKeeper } from '../../kiosk-app/terminal/configuration/bundles/configuration-keeper.ts';
import { openConfiguration } from '../../kiosk-app/terminal/configuration/bundles/open-configuration.ts';
import { DELAYS } from '../../kiosk-app/terminal/configuration/delays.ts';
import { HelpDesk } from '../../kiosk-app/terminal/fleet-link/help-desk.ts';
import { connectHub } from '../../kiosk-app/terminal/fleet-link/hub-link.ts';
import { enrolTerminal } from '../../kiosk-app/terminal/fleet-link/identity/enrol.ts';
import { idleBoard } from '../../kiosk-app/terminal/test-support/idle-board.ts';

const CONFIG = join(import.meta.dirname, '../../config');
const LOCAL = {
  siteFile: join(CONFIG, 'sites/musterstadt.json'),
  directory: CONFIG,
  environment: { BT_FIT_CONNECT_SECRET: 'x' },
};
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
  const database = { kind: 'sqlite', file: join(directory, 'hub.sqlite') } as const;
  hub = await startHub({
    directory: join(directory, 'hub'),
    database,
    webDirectory: directory,
    consolePort: 0,
    linkPort: 0,
    clock: systemClock,
    log: silentLog,
  });
  key = await keyHeaderOf(hub);
  // People at other hub processes: what they do is found by the sweep.
  db = await openDatabase(database);
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
  const { code, caFingerprint } = await ask<{ code: string; caFingerprint: string }>('POST', 'enrolment-codes', {
    terminalId: TERMINAL,
  });
  const enrolled = await enrolTerminal({
    url: `https://localhost:${hub.linkPort}`,
    directory: join(directory, 'identity'),
    terminalId: TERMINAL,
    code,
    caFingerprint,
    clock: systemClock,
    log: silentLog,
  });
  expect(enrolled.ok).toBe(true);
}

/** A start of a terminal that serves people; what it runs, and when it ends to start anew. */
function start(): { readonly location: string | undefined; readonly restarts: Promise<void> } {
  const versions = join(directory, 'terminal/configuration');
  mkdirSync(versions, { recursive: true });
  const opened = openConfiguration(versions, LOCAL);
  if (!opened.ok) throw new Error(opened.error.reason);
  const restarted = Promise.withResolvers<void>();
  const keeper = new ConfigurationKeeper({
    directory: versions,
    pointer: opened.value.pointer,
    local: LOCAL,
    identityDirectory: join(directory, 'identity'),
    terminalId: TERMINAL,
    software: '0.1.0',
    mayRestart: () => true,
    restart: () => {
      link.close();
      restarted.resolve();
    },
    delays,
    clock: systemClock,
    log: silentLog,
  });
  const link = connectHub({
    url: `https://localhost:${hub.linkPort}`,
    directory: join(directory, 'identity'),
    terminalId: TERMINAL,
    site: 'musterstadt-rathaus',
    board: idleBoard().board,
    help: new HelpDesk(systemClock),
    commands: { take() {}, untold: () => null, told() {}, onUntold: () => () => {} },
    usage: { unsent: () => [], settled: () => {} },
    configuration: keeper,
    dialling: { by: 'terminal' },
    delays,
    clock: systemClock,
    log: silentLog,
    random: () => 0.5,
  });
  keeper.sessionShown();
  ends.push(() => {
    keeper.stop();
    link.close();
  });
  return { location: opened.value.configuration.texts.de?.['site.location'], restarts: restarted.promise };
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
