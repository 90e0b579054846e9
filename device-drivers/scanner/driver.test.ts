import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
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
} from '../../simulators/scanner/test-support/played-scanimage.ts';
import type { ScanOutcome, ScanProfile, ScanProgress } from './contract.ts';
import { DELAYS } from './delays.ts';
import { ScanimageScanner } from './driver.ts';

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

const openings = () => started.filter((p) => p.args.includes('--all-options')).length;
const failsOnce = (first: Play['look'], then: Play['look']): Play['look'] => {
  let isFirst = true;
  return (process) => {
    (isFirst ? first : then)(process);
    isFirst = false;
  };
};
const PASSING = ['Invalid argument', 'Error during device I/O', 'Out of memory', 'Operation not supported', 'Asleep'];

test.each(PASSING)('a first opening that fails with "%s" gets one more try', async (why) => {
  play.look = failsOnce(failsToOpen(why), answersLook());
  await opened();
  expect(condition()).toEqual(['ready', null]);
});

test.each(PASSING)('a first opening for a scan that fails with "%s" gets one more try', async (why) => {
  await opened();
  play.scan = failsOnce(failsToOpen(why), scansOnePage);
  expect((await scan()).ok).toBe(true);
});

test('a device that wakes and cannot begin at first gets one more try', async () => {
  await opened();
  play.scan = failsOnce(failsToScan('Invalid argument', 4), scansOnePage);
  expect((await scan()).ok).toBe(true);
});

test('a scan that breaks off in the middle is not begun again by itself', async () => {
  await opened();
  play.scan = (process) => process.err('scanimage: sane_read: Error during device I/O\n').end(9);
  expect(reasonOf(await scan())).toBe('io-error');
  expect(started.filter((p) => !p.args.includes('--all-options'))).toHaveLength(1);
});

test('a second opening that fails is final until the next look', async () => {
  play.look = failsToOpen('Invalid argument');
  await opened();
  expect(condition()).toEqual(['offline', 'gone']);
  expect(openings()).toBe(2);
});

const DEEP = OPTIONS.replace('  Geometry:', '    --depth 8|16bit [16]\n        Bits.\n  Geometry:');
const lastArgs = () => started.findLast((p) => !p.args.includes('--all-options'))?.args ?? [];

test('a device that stands at sixteen bits a sample is asked for eight', async () => {
  play.look = answersLook(DEEP);
  await opened();
  expect((await scan()).ok).toBe(true);
  expect(lastArgs()).toContain('--depth=8');
});

test('what a mode makes possible is set, though the device does not list it in its own mode', async () => {
  play.look = (process) =>
    answersLook(process.args.includes('--mode=Color') ? DEEP : `${OPTIONS}    --depth 8|16 [inactive]\n`)(process);
  await opened();
  await scan({ ...flatbed, mode: 'color' });
  expect(lastArgs()).toEqual(expect.arrayContaining(['--mode=Color', '--depth=8']));
});

test('an option the device lists and does not take is left to it, and the page comes', async () => {
  play.look = answersLook(`${DEEP}    --swdeskew[=(yes|no)] [yes]\n`);
  await opened();
  play.scan = (process) => {
    if (!process.args.includes('--swdeskew=no')) return scansOnePage(process);
    process.err('scanimage: setting of option --swdeskew failed (Invalid argument)\n').end(1);
  };
  expect((await scan()).ok).toBe(true);
  expect(condition()).toEqual(['ready', null]);
});

/** Millimetres of the page that came, as the PDF will show it. */
async function sizeOfPage(options: string, image: Uint8Array): Promise<readonly number[]> {
  play.look = answersLook(options);
  play.scan = (process) => process.out(image).end(0);
  await opened();
  const outcome = await scan({ ...flatbed, resolution: 200 });
  const [page] = outcome.ok ? outcome.value.pages : [];
  if (!page) throw new TypeError('no page');
  return [page.widthPx, page.heightPx].map((px) => Math.round((px / page.resolution) * 25.4));
}

test.each([
  ['only a finer resolution', OPTIONS.replace('75|150|300dpi [75]', '300|600dpi [300]'), pnm(709, 1063)],
  ['only a coarser resolution', OPTIONS.replace('75|150|300dpi [75]', '75|100dpi [75]'), pnm(236, 354)],
  ['no choice of resolution', OPTIONS.replace(/ {4}--resolution .*\n.*\n/, ''), pnm(709, 1063)],
])('a page keeps its true size on a scanner with %s', async (_name, options, image) => {
  expect(await sizeOfPage(options, image)).toEqual([60, 90]);
});

test('a page keeps its true size on a scanner that rounds the resolution it was asked for', async () => {
  play.look = answersLook();
  play.scan = (process) => {
    process.err('scanimage: rounded value of resolution from 75 to 100\n').out(pnm(236, 354)).end(0);
  };
  await opened();
  const outcome = await scan();
  const [page] = outcome.ok ? outcome.value.pages : [];
  expect(Math.round(((page?.widthPx ?? 0) / (page?.resolution ?? 1)) * 25.4)).toBe(60);
});

test('a page that is dark all over counts as blank, one with light writing does not', async () => {
  await opened();
  const dark = pnm().map((value, at) => (at < 60 ? value : 12));
  const inverse = pnm().map((value, at) => (at < 60 ? value : 262 - value));
  for (const [image, blank] of [
    [dark, true],
    [inverse, false],
  ] as const) {
    play.scan = (process) => process.out(image).end(0);
    const outcome = await scan();
    expect(outcome.ok && outcome.value.pages[0]?.blank).toBe(blank);
  }
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
