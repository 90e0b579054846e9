import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { PlayedProcess } from '../../../simulators/scanner/test-support/played-scanimage.ts';
import { DELAYS } from '../delays.ts';
import { faultOfRun, type RunEnd, runScanimage, spawnScanimage } from './process.ts';
import { faultOfExitCode } from './status.ts';

function start(verdict: 'more' | 'complete' | 'stop' = 'more') {
  const clock = new SimulatedClock();
  const process = new PlayedProcess([]);
  const abort = new AbortController();
  const run = runScanimage({
    spawn: () => process,
    command: 'scanimage',
    args: [],
    environment: {},
    clock,
    signal: abort.signal,
    stalledAfter: DELAYS.stalledAfter,
    onOutput: () => verdict,
  });
  return { clock, process, abort, run };
}
const fault = (end: RunEnd) => faultOfRun(end, faultOfExitCode);

test('a process that deadlocks at its exit is ended and the fault it named counts', async () => {
  const { clock, process, run } = start();
  process.err('scanimage: sane_read: Out of memory\n');
  await clock.advance(DELAYS.exitWithin);
  const end = await run;
  expect(process.signals).toEqual(['SIGKILL']);
  expect(end.how).toBe('hung-at-exit');
  expect(fault(end)).toBe('out-of-memory');
  expect(clock.waiting).toBe(0);
});

test('a process that deadlocks after the whole image is a success', async () => {
  const { clock, process, run } = start('complete');
  process.out('image');
  await clock.advance(DELAYS.exitWithin);
  expect(fault(await run)).toBeNull();
});

test('a process that falls silent is stopped gently, then hard', async () => {
  const { clock, process, run } = start();
  process.onSignal = (signal) => {
    if (signal === 'SIGKILL') process.end(null);
  };
  await clock.advance(DELAYS.stalledAfter - 1);
  expect(process.signals).toEqual([]);
  await clock.advance(1);
  expect(process.signals).toEqual(['SIGINT']);
  await clock.advance(DELAYS.stopWithin);
  expect(process.signals).toEqual(['SIGINT', 'SIGKILL']);
  expect(fault(await run)).toBe('io-error');
});

test('progress keeps a slow scan alive', async () => {
  const { clock, process, run } = start();
  for (let i = 0; i < 5; i++) {
    await clock.advance(DELAYS.stalledAfter - 1);
    process.err(`Progress: ${i}.0%\r`);
  }
  expect(process.signals).toEqual([]);
  process.end(0);
  expect(fault(await run)).toBeNull();
});

test('an abort cancels the device before the process is killed', async () => {
  const { process, abort, run, clock } = start();
  abort.abort();
  expect(process.signals).toEqual(['SIGINT']);
  expect(fault(await run)).toBe('cancelled');
  expect(clock.waiting).toBe(0);
});

test('an abort before the start starts nothing', async () => {
  const abort = new AbortController();
  abort.abort();
  const end = await runScanimage({
    spawn: () => {
      throw new Error('started');
    },
    command: '',
    args: [],
    environment: {},
    clock: new SimulatedClock(),
    signal: abort.signal,
    stalledAfter: 1,
    onOutput: () => 'more',
  });
  expect(end.how).toBe('cancelled');
});

test('a backend that crashes is an I/O error', async () => {
  const { process, run } = start();
  process.end(null);
  expect(fault(await run)).toBe('io-error');
});

test('more bytes than an image can have stop the process', async () => {
  const { process, run } = start('stop');
  process.out('too much');
  expect(process.signals).toEqual(['SIGINT']);
  expect(fault(await run)).toBe('too-large');
});

test('a command that is not installed is reported as such', async () => {
  const end = await runScanimage({
    spawn: spawnScanimage,
    command: '/nonexistent/scanimage',
    args: [],
    environment: {},
    clock: new SimulatedClock(),
    signal: new AbortController().signal,
    stalledAfter: 60_000,
    onOutput: () => 'more',
  });
  expect(end.how).toBe('not-startable');
});

test('an unknown option is told apart from a fault of the device', async () => {
  const { process, run } = start();
  process.err("scanimage: unrecognized option '--bogus'\n").end(1);
  expect((await run).badOption).toBe(true);
});
