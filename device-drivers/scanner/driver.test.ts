import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import type { ScanOutcome, ScanProfile, ScanProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import { ScanimageScanner } from './driver.ts';
import {
  answersLook,
  failsToOpen,
  failsToScan,
  OPTIONS,
  type Play,
  playedSpawn,
  pnm,
  scansOnePage,
  WITH_SENSORS,
} from './test-support/played-scanimage.ts';

const flatbed: ScanProfile = {
  id: 'a4',
  source: 'flatbed',
  mode: 'gray',
  resolution: 75,
  page: { width: 60, height: 90 },
  cleanUp: false,
};

let directory: string;
let clock: SimulatedClock;
let play: Play;
let scanner: ScanimageScanner;
let started: ReturnType<typeof playedSpawn>['started'];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bt-test-'));
  clock = new SimulatedClock();
  play = { look: answersLook(), scan: scansOnePage };
  const played = playedSpawn(play);
  started = played.started;
  scanner = new ScanimageScanner({
    command: 'scanimage',
    device: 'played:0',
    environment: {},
    directory,
    clock,
    log: silentLog,
    spawn: played.spawn,
  });
});
afterEach(async () => {
  await scanner.close();
  await rm(directory, { recursive: true, force: true });
});

async function opened(): Promise<void> {
  scanner.open();
  await clock.advance(0);
}
const scan = (profile = flatbed, signal = new AbortController().signal, onProgress = (_: ScanProgress) => {}) =>
  scanner.scan(profile, onProgress, signal);
const reasonOf = (outcome: ScanOutcome) => (outcome.ok ? null : outcome.error.reason);
const condition = () => [scanner.health().state, scanner.health().reason];

test('it is ready once the device has been opened', async () => {
  expect(condition()).toEqual(['closed', null]);
  await opened();
  expect(condition()).toEqual(['ready', null]);
});

test('a page comes with a preview and in the size of the image', async () => {
  await opened();
  const outcome = await scan();
  expect(outcome.ok && outcome.value.pages).toMatchObject([{ widthPx: 200, heightPx: 280, blank: false }]);
  expect(condition()).toEqual(['ready', null]);
});

test('progress goes from warming up to cleaning up', async () => {
  await opened();
  const phases: string[] = [];
  await scan(flatbed, undefined, ({ phase, percent }) => phases.push(`${phase} ${percent}`));
  expect(phases).toEqual(['warming-up null', 'scanning 50', 'scanning 100', 'cleaning-up null']);
});

test('a device that is missing at first is usable without a restart once it is there', async () => {
  play.look = failsToOpen('Invalid argument');
  await opened();
  expect(condition()).toEqual(['offline', 'gone']);
  play.look = answersLook();
  await clock.advance(DELAYS.probeEveryWhileUnwell);
  expect(condition()).toEqual(['ready', null]);
});

test('a device that disappears while idle is noticed', async () => {
  await opened();
  play.look = failsToOpen('Error during device I/O');
  await clock.advance(DELAYS.probeEvery);
  expect(condition()).toEqual(['offline', 'gone']);
});

test('a device plugged in a moment ago is looked at again when a citizen scans', async () => {
  play.look = failsToOpen('Invalid argument');
  await opened();
  play.look = answersLook();
  expect((await scan()).ok).toBe(true);
});

test('an I/O error of a device that does not open any more means that it is gone', async () => {
  await opened();
  play.scan = failsToScan('Error during device I/O', 9);
  play.look = failsToOpen('Invalid argument');
  expect(reasonOf(await scan())).toBe('gone');
  expect(condition()).toEqual(['offline', 'gone']);
});

test('an I/O error of a device that still opens stays one', async () => {
  await opened();
  play.scan = failsToScan('Error during device I/O', 9);
  expect(reasonOf(await scan())).toBe('io-error');
});

test('after a jam the device stays usable, and is well again after a good scan', async () => {
  await opened();
  play.scan = failsToScan('Document feeder jammed', 6);
  expect(reasonOf(await scan())).toBe('jammed');
  expect(condition()).toEqual(['degraded', 'jammed']);
  await clock.advance(DELAYS.probeEveryWhileUnwell);
  expect(condition()).toEqual(['degraded', 'jammed']);
  play.scan = scansOnePage;
  expect((await scan()).ok).toBe(true);
  expect(condition()).toEqual(['ready', null]);
});

test('an open cover takes the device out of service until its sensor says closed', async () => {
  play.look = answersLook(WITH_SENSORS('yes'));
  await opened();
  expect(condition()).toEqual(['faulty', 'cover-open']);
  play.look = answersLook(WITH_SENSORS('no'));
  await clock.advance(DELAYS.probeEveryWhileUnwell);
  expect(condition()).toEqual(['ready', null]);
});

test('an empty feeder is no defect', async () => {
  await opened();
  play.scan = failsToScan('Document feeder out of documents', 7);
  expect(reasonOf(await scan({ ...flatbed, source: 'feeder' }))).toBe('no-paper');
  expect(condition()).toEqual(['ready', null]);
});

test('a device another program holds is busy, not broken', async () => {
  play.look = failsToOpen('Device busy');
  await opened();
  expect(condition()).toEqual(['busy', 'in-use-elsewhere']);
  const running = scan();
  await clock.advance(2 * DELAYS.retryBusyAfter);
  expect(reasonOf(await running)).toBe('busy');
});

test('another process that looks at the device for a moment does not spoil the scan', async () => {
  await opened();
  play.scan = failsToOpen('Device busy');
  const running = scan();
  await clock.advance(0);
  play.scan = scansOnePage;
  await clock.advance(DELAYS.retryBusyAfter);
  expect((await running).ok).toBe(true);
});

test('a citizen who cancels while a busy device is waited for is not kept', async () => {
  play.look = failsToOpen('Device busy');
  await opened();
  const abort = new AbortController();
  const running = scan(flatbed, abort.signal);
  await clock.advance(0);
  abort.abort();
  expect(reasonOf(await running)).toBe('cancelled');
});

test('missing rights on the device are told apart from a missing device', async () => {
  play.look = failsToOpen('Access to resource has been denied');
  await opened();
  expect(condition()).toEqual(['faulty', 'access-denied']);
  expect(reasonOf(await scan())).toBe('access-denied');
});

test('a profile the device cannot do shows to the technician', async () => {
  play.look = answersLook(OPTIONS.replace('Flatbed|ADF', 'Flatbed'));
  await opened();
  expect(reasonOf(await scan({ ...flatbed, source: 'feeder' }))).toBe('io-error');
  expect(condition()).toEqual(['degraded', 'unsupported-profile']);
});

test('a setting the device refuses shows to the technician', async () => {
  await opened();
  play.scan = (process) => process.err('scanimage: setting of option --mode failed (Invalid argument)\n').end(1);
  expect(reasonOf(await scan())).toBe('io-error');
  expect(condition()).toEqual(['degraded', 'unsupported-profile']);
});

test('a second scan while one runs is refused and does not disturb it', async () => {
  await opened();
  const first = scan();
  expect(reasonOf(await scan())).toBe('busy');
  expect((await first).ok).toBe(true);
});

test('no look disturbs a running scan', async () => {
  await opened();
  play.scan = () => {};
  const abort = new AbortController();
  const running = scan(flatbed, abort.signal);
  await clock.advance(DELAYS.probeEvery * 3);
  expect(started.filter((p) => p.args.includes('--all-options'))).toHaveLength(1);
  abort.abort();
  expect(reasonOf(await running)).toBe('cancelled');
});

test('a citizen who cancels leaves the device ready', async () => {
  await opened();
  play.scan = () => {};
  const abort = new AbortController();
  const running = scan(flatbed, abort.signal);
  await clock.advance(0);
  abort.abort();
  expect(reasonOf(await running)).toBe('cancelled');
  expect(condition()).toEqual(['ready', null]);
});

test('closing ends a running scan and leaves no timer', async () => {
  await opened();
  play.scan = () => {};
  const running = scan();
  await clock.advance(0);
  await scanner.close();
  expect(reasonOf(await running)).toBe('cancelled');
  expect(condition()).toEqual(['closed', null]);
  expect(clock.waiting).toBe(0);
});

test('an image that breaks off is an I/O error, not half a page', async () => {
  await opened();
  play.scan = (process) => process.out(pnm().subarray(0, 30_000)).end(0);
  const outcome = await scan();
  expect(reasonOf(outcome)).toBe('io-error');
  expect(outcome.ok ? [] : outcome.error.pages).toEqual([]);
});

test('an image larger than any page is refused by its header', async () => {
  await opened();
  play.scan = (process) => process.out('P6\n90000 90000\n255\n');
  expect(reasonOf(await scan())).toBe('too-large');
});

test('a look that never answers counts as no answer, and the next one is made', async () => {
  play.look = () => {};
  await opened();
  await clock.advance(DELAYS.probeWithin);
  expect(condition()).toEqual(['offline', 'no-answer']);
  play.look = answersLook();
  await clock.advance(DELAYS.probeEveryWhileUnwell);
  expect(condition()).toEqual(['ready', null]);
});

test('the flatbed writes no file at all', async () => {
  await opened();
  await scan();
  expect(started.flatMap((p) => p.args).filter((arg) => arg.includes('batch'))).toEqual([]);
  expect(await readdir(directory)).toEqual([]);
});

test('what happened is counted', async () => {
  await opened();
  await scan();
  play.scan = failsToScan('Document feeder jammed', 6);
  await scan();
  expect(scanner.statistics()).toMatchObject({ scans: 2, pages: 1, faults: 1, 'fault.jammed': 1 });
});

test('the health check reports what cannot be reached', async () => {
  play.look = failsToOpen('Invalid argument');
  play.scan = (process) => process.out('scanimage (sane-backends) 1.1.1\n').end(0);
  const report = await scanner.checkHealth();
  expect(report.passed).toBe(false);
  expect(report.steps.find((s) => s.step === 'device')).toMatchObject({ outcome: 'failed', detail: 'gone' });
  expect(report.steps.find((s) => s.step === 'command')).toMatchObject({ outcome: 'passed' });
});
