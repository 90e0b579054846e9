import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { PlayedProcess, pnm } from '../../simulators/scanner/test-support/played-scanimage.ts';
import { acquireFromFeeder } from './acquire.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bt-test-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function feed(onImage: () => Promise<'more' | 'stop'> = async () => 'more') {
  const process = new PlayedProcess([]);
  const troubles: unknown[] = [];
  let images = 0;
  const acquired = acquireFromFeeder(
    {
      spawn: () => process,
      command: '',
      args: [],
      environment: {},
      clock: new SimulatedClock(),
      signal: new AbortController().signal,
      stalledAfter: 60_000,
      onTrouble: (thrown) => troubles.push(thrown),
    },
    directory,
    () => {
      images++;
      return onImage();
    },
  );
  const sheet = async (n: number, image: Uint8Array = pnm()) => {
    const path = join(directory, `page${n}.pnm`);
    await writeFile(path, image);
    process.out(`${path}\n`);
  };
  return { process, acquired, sheet, troubles, images: () => images };
}

test('ten sheets and then none is ten pages, although the process ends with "out of documents"', async () => {
  const { process, acquired, sheet, images } = feed();
  for (let n = 1; n <= 10; n++) await sheet(n);
  process.err('scanimage: sane_start: Document feeder out of documents\nBatch terminated, 10 pages scanned\n').end(7);
  expect((await acquired).fault).toBeNull();
  expect(images()).toBe(10);
  expect(await readdir(directory)).toEqual([]);
});

test('a jam at the first sheet is no page, although the summary counts one', async () => {
  const { process, acquired, images } = feed();
  process.err('scanimage: sane_read: Document feeder jammed\nScanned page 1. (scanner status = 6)\n');
  process.err('Batch terminated, 1 page scanned\n').end(6);
  expect((await acquired).fault).toBe('jammed');
  expect(images()).toBe(0);
});

test('a jam at the third sheet keeps the first two', async () => {
  const { process, acquired, sheet, images } = feed();
  await sheet(1);
  await sheet(2);
  process.err('scanimage: sane_read: Document feeder jammed\nBatch terminated, 3 pages scanned\n').end(6);
  expect((await acquired).fault).toBe('jammed');
  expect(images()).toBe(2);
});

test('a page is erased before it is worked on', async () => {
  const left: string[][] = [];
  const { process, acquired, sheet } = feed(async () => {
    left.push(await readdir(directory));
    return 'more';
  });
  await sheet(1);
  process.end(0);
  await acquired;
  expect(left).toEqual([[]]);
});

test('more than the session can take stops the feeder and keeps what fits', async () => {
  const { process, acquired, sheet } = feed(async () => 'stop');
  await sheet(1);
  expect((await acquired).fault).toBe('too-large');
  expect(process.signals).toEqual(['SIGINT']);
});

test('a page that cannot be worked on ends the run with a reason, and is heard of', async () => {
  const { acquired, sheet, troubles } = feed(async () => {
    throw new Error('no memory for this');
  });
  await sheet(1);
  expect((await acquired).fault).toBe('io-error');
  expect(troubles).toHaveLength(1);
});

test('a half-written page is an I/O error', async () => {
  const { acquired, sheet } = feed();
  await sheet(1, pnm().subarray(0, 1000));
  expect((await acquired).fault).toBe('io-error');
});

test('a name outside the pattern is not read', async () => {
  const { process, acquired, images } = feed();
  process.out('/etc/passwd\n').end(0);
  expect((await acquired).fault).toBe('io-error');
  expect(images()).toBe(0);
});
