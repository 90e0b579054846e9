import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Shell } from '../client.ts';
import { type StubSession, startStubSession } from './stub-session.ts';

/** A shell under test and a way to see what a person in front of it sees. */
export interface Bench {
  readonly shell: Shell;
  /** PNG of the screen. */
  see(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface ConformanceOptions {
  readonly start: () => Promise<Bench>;
  /** The shell owns the browser, so that it can promise that storage is gone too. */
  readonly ownsStorage: boolean;
}

/** What contract.ts promises, told as stories; the same for every shell. */
export function conformsToShellContract(name: string, options: ConformanceOptions): void {
  describe(`${name} keeps the shell contract`, () => {
    let bench: Bench;
    let stub: StubSession;
    beforeAll(async () => {
      stub = await startStubSession();
      bench = await options.start();
    }, 40_000);
    afterAll(async () => {
      await bench?.close();
      await stub?.close();
    });
    beforeEach(async () => {
      await bench.shell.wipe();
      stub.reports.length = 0;
      stub.leaks.length = 0;
    });

    const reported = (what: string) => until(() => stub.reports.some((report) => report.what === what));
    const show = async (what: Parameters<StubSession['address']>[0]) => {
      await bench.shell.showSession(stub.address(what));
      await reported(what);
    };
    const isRed = async () => (await redShare(await bench.see())) > 0.9;
    const hasNoRed = async () => (await redShare(await bench.see())) === 0;

    test('without a session there is a calm page, nothing else', async () => {
      await until(hasNoRed);
    });

    test('a terminal that shows nothing for long: the page says other words, and the first ones again', async () => {
      const before = await bench.see();
      await bench.shell.idle('out-of-service');
      await until(async () => (await shareOfDifference(before, await bench.see())) > 0.001);
      await bench.shell.idle('moment');
    });

    test('a session is shown', async () => {
      await show('plain');
      await until(isRed);
    });

    test('while covered nothing of the screen shines through; uncovered it is as before', async () => {
      await show('plain');
      await until(isRed);
      await bench.shell.cover(true);
      await until(hasNoRed);
      await bench.shell.cover(false);
      await until(isRed);
    });

    test('after a wipe nothing of the session is on the screen', async () => {
      await show('plain');
      await until(isRed);
      await bench.shell.wipe();
      await until(hasNoRed);
    });

    test('a wipe lifts the cover: the next citizen is not met by a dark screen', async () => {
      await show('plain');
      await bench.shell.cover(true);
      await bench.shell.wipe();
      await show('plain');
      await until(isRed);
    });

    test('a popup does not open', async () => {
      await show('popup');
      await pause();
      expect(stub.leaks).toEqual([]);
      await until(isRed);
    });

    test('a navigation to anywhere else is blocked', async () => {
      await show('navigate');
      await pause();
      expect(stub.leaks).toEqual([]);
    });

    if (options.ownsStorage) {
      test('a request to anywhere else is blocked', async () => {
        await show('fetch');
        expect(stub.leaks).toEqual([]);
      });

      test('after a wipe nothing of the session is in cookies, storage, databases or caches', async () => {
        await show('store');
        expect(stub.reports.at(-1)?.found).toEqual(['cookie', 'localStorage', 'sessionStorage', 'indexedDB', 'caches']);
        await bench.shell.wipe();
        await show('plain');
        expect(stub.reports.at(-1)?.found).toEqual([]);
      });

      test('a session shown over another one finds nothing of it, wiped or not', async () => {
        await show('store');
        await show('plain');
        expect(stub.reports.at(-1)?.found).toEqual([]);
      });
    }
  });
}

/** Share of plainly red pixels, 0–1. */
async function redShare(png: Uint8Array): Promise<number> {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let red = 0;
  for (let i = 0; i < data.length; i += info.channels) {
    if ((data[i] ?? 0) > 200 && (data[i + 1] ?? 0) < 60 && (data[i + 2] ?? 0) < 60) red++;
  }
  return red / (info.width * info.height);
}

/** Share of bytes of the pictures that differ clearly, 0–1. */
async function shareOfDifference(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer()));
  if (!a || !b) return 0;
  return a.filter((value, at) => Math.abs(value - (b[at] ?? 0)) > 60).length / a.length;
}

/** Long enough for a browser to have done what it should not do. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 400));

export async function until(condition: () => boolean | Promise<boolean>, within = 8_000): Promise<void> {
  const end = performance.now() + within;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${within} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
