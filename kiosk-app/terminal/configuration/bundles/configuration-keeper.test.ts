import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../../foundation/clock.ts';
import { silentLog } from '../../../../foundation/log.ts';
import { temporaryDirectory } from '../../test-support/fakes.ts';
import { DELAYS } from '../delays.ts';
import { ConfigurationKeeper } from './configuration-keeper.ts';
import { openConfiguration } from './open-configuration.ts';
import { readPointer } from './pointer.ts';
import { filesOfVersion, LOCAL, SigningHub } from './test-support/signing-hub.ts';

let directory: ReturnType<typeof temporaryDirectory>;
let clock: SimulatedClock;
let hub: SigningHub;
let isIdle: boolean;
let restarts: number;
let keeper: ConfigurationKeeper | null;

beforeEach(() => {
  directory = temporaryDirectory();
  clock = new SimulatedClock();
  hub = new SigningHub();
  isIdle = true;
  restarts = 0;
  keeper = null;
});
afterEach(() => {
  keeper?.stop();
  directory[Symbol.dispose]();
});
const versions = () => join(directory.path, 'configuration');
const identity = () => join(directory.path, 'hub');

/** A start of the terminal; what ran before has ended. */
function start(software = '0.1.0') {
  keeper?.stop();
  mkdirSync(identity(), { recursive: true });
  const opened = openConfiguration(versions(), LOCAL);
  if (!opened.ok) throw new Error(opened.error.reason);
  keeper = new ConfigurationKeeper({
    directory: versions(),
    pointer: opened.value.pointer,
    local: LOCAL,
    identityDirectory: identity(),
    terminalId: 'MS-RH-01',
    software,
    mayRestart: () => isIdle,
    restart: () => {
      restarts++;
    },
    delays: DELAYS,
    clock,
    log: silentLog,
  });
  return opened.value.configuration.texts.de?.['site.location'];
}
/** Until the hub has been told what came of its wish. */
async function link() {
  const before = hub.told.length;
  keeper?.linked(hub);
  await expect.poll(() => hub.told.length).toBeGreaterThan(before);
  await clock.advance(0);
}
async function refusalOf() {
  start();
  await link();
  await expect.poll(() => keeper?.state.refused).not.toBeNull();
  expect(keeper?.state).toMatchObject({ running: null, staged: null });
  expect(readdirSync(join(versions(), 'versions'))).toEqual([]);
  return keeper?.state.refused?.reason;
}

test('what the hub wants is fetched, checked, and runs after a restart between two visits', async () => {
  expect(start()).toBe('Rathaus, Erdgeschoss');
  const name = hub.publish(1);
  isIdle = false;
  await link();
  await expect.poll(() => keeper?.state.staged).toEqual(name);
  await clock.advance(DELAYS.configurationLookEvery * 3);
  expect(restarts).toBe(0);
  isIdle = true;
  await clock.advance(DELAYS.configurationLookEvery);
  expect(restarts).toBe(1);
  expect(start()).toBe('Version 1');
  expect(keeper?.state).toMatchObject({ running: name, staged: null, isOnTrial: true });
});

async function takeAndProve(version: number) {
  hub.publish(version);
  start();
  await link();
  await expect.poll(() => restarts).toBe(1);
  restarts = 0;
  expect(start()).toBe(`Version ${version}`);
  keeper?.sessionShown();
  await clock.advance(DELAYS.configurationProvenAfter);
  expect(keeper?.state.isOnTrial).toBe(false);
}

test('a transfer that was interrupted goes on where it was', async () => {
  hub.publish(1);
  hub.breaksAfter = 3;
  start();
  await link();
  await expect.poll(() => hub.chunks.length).toBe(3);
  hub.breaksAfter = Number.POSITIVE_INFINITY;
  start();
  await link();
  await expect.poll(() => restarts).toBe(1);
  expect(new Set(hub.chunks).size).toBe(hub.chunks.length);
});

test('what came before a power cut and was spoilt by it is fetched once more', async () => {
  const { digest } = hub.publish(1);
  start();
  writeFileSync(join(versions(), 'incoming', digest), Buffer.alloc(100));
  await link();
  await expect.poll(() => restarts).toBe(1);
  expect(hub.chunks.filter((offset) => offset === 0)).toHaveLength(1);
  expect(start()).toBe('Version 1');
});

test('a forged signature is refused before anything is written', async () => {
  hub.publish(1);
  hub.forge.offer = (offer) => ({ ...offer, statement: offer.statement.replace('"createdAt":1', '"createdAt":2') });
  expect(await refusalOf()).toBe('bad-signature');
  expect(hub.chunks).toEqual([]);
});

test('a list that is not the signed one is refused before anything is fetched', async () => {
  hub.publish(1);
  hub.forge.offer = (offer) => ({ ...offer, list: offer.list.replace('services/', 'texts/') });
  expect(await refusalOf()).toBe('wrong-digest');
  expect(hub.chunks).toEqual([]);
});

test('a payload that is not the signed one is refused, and nothing of it stays', async () => {
  hub.publish(1);
  hub.forge.chunk = (bytes) => Buffer.from(bytes).fill(0x20);
  expect(await refusalOf()).toBe('wrong-hash');
  expect(readdirSync(join(versions(), 'incoming'))).toEqual([]);
});

test.each([
  ['another terminal', { terminalId: 'MS-RH-02' }, 'other-terminal'],
  ['newer software', { software: { from: '0.2.0', below: null } }, 'wrong-software'],
  ['older software', { software: { from: '0.0.1', below: '0.1.0' } }, 'wrong-software'],
  ['another version', { version: 2 }, 'other-version'],
])('a bundle for %s is refused', async (_, change, reason) => {
  hub.publish(1, filesOfVersion(1), change);
  expect(await refusalOf()).toBe(reason);
});

test('a version that does not pass the check of the start is refused with file and path', async () => {
  const files = filesOfVersion(1);
  hub.publish(1, { ...files, 'texts/en.json': '{}' });
  expect(await refusalOf()).toBe('missing-text');
  expect(keeper?.state.refused?.detail).toContain('services/pin-setzen.json');
});

test('a site that names a device is refused: addresses come from the machine', async () => {
  const files = filesOfVersion(1);
  const site = JSON.parse(files['site.json'] ?? '');
  hub.publish(1, { ...files, 'site.json': JSON.stringify({ ...site, devices: {} }) });
  expect(await refusalOf()).toBe('invalid');
});

test('an older version than the one that was trusted is never taken, only its content under a new number', async () => {
  await takeAndProve(2);
  const old = hub.publish(1);
  await link();
  await expect.poll(() => keeper?.state.refused).toEqual({ version: 1, reason: 'older-than-trusted', detail: '' });
  const back = hub.publish(3, filesOfVersion(1), { isRollBack: true });
  expect(back.digest).toBe(old.digest);
  await link();
  await expect.poll(() => restarts).toBe(1);
  expect(start()).toBe('Version 1');
});

test('a version that shows no session is gone back from, and not asked for again', async () => {
  await takeAndProve(1);
  hub.publish(2);
  await link();
  await expect.poll(() => restarts).toBe(1);
  expect(start()).toBe('Version 2');
  await clock.advance(DELAYS.configurationShownWithin);
  expect(restarts).toBe(2);
  expect(start()).toBe('Version 1');
  expect(keeper?.state.refused).toMatchObject({ version: 2, reason: 'no-session' });
  const fetched = hub.chunks.length;
  await link();
  expect(hub.chunks).toHaveLength(fetched);
});

test('a version whose sessions crash is gone back from', async () => {
  await takeAndProve(1);
  hub.publish(2);
  await link();
  await expect.poll(() => restarts).toBe(1);
  start();
  keeper?.sessionShown();
  keeper?.sessionFinished('crashed');
  expect(restarts).toBe(1);
  keeper?.sessionShown();
  keeper?.sessionFinished('hung');
  expect(restarts).toBe(2);
  expect(start()).toBe('Version 1');
  expect(keeper?.state.refused).toMatchObject({ version: 2, reason: 'session-failed' });
});

test('a visit that was served to its end proves a version at once', async () => {
  hub.publish(1);
  start();
  await link();
  await expect.poll(() => restarts).toBe(1);
  start();
  keeper?.sessionShown();
  keeper?.sessionFinished('ended');
  expect(keeper?.state).toMatchObject({ isOnTrial: false, running: { version: 1 } });
});

test('a file that the disk has changed is noticed at the start: the last good version runs', async () => {
  await takeAndProve(1);
  hub.publish(2);
  await link();
  await expect.poll(() => restarts).toBe(1);
  const [second] = readdirSync(join(versions(), 'versions')).filter((entry) => entry.startsWith('2-'));
  writeFileSync(join(versions(), 'versions', second ?? '', 'texts/de.json'), '{"a":"b"}');
  expect(start()).toBe('Version 1');
  expect(keeper?.state.refused).toMatchObject({ version: 2, reason: 'damaged' });
});

test('only what runs, was good or waits is kept on the disk', async () => {
  for (const version of [1, 2, 3]) {
    restarts = 0;
    await takeAndProve(version);
  }
  expect(readdirSync(join(versions(), 'versions')).map((entry) => entry.split('-')[0])).toEqual(['3']);
});

test('a hub without a word leaves everything as it is', async () => {
  start();
  await link();
  expect(restarts).toBe(0);
  expect(existsSync(join(versions(), 'pointer.json'))).toBe(false);
  expect(readPointer(versions())).toMatchObject({ running: null });
});
