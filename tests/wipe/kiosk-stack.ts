import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from '../../demo/browser.ts';
import { choosePorts, type Ports } from '../../demo/ports.ts';
import { startStack } from '../../demo/stack.ts';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Person } from '../journeys/people.ts';
import { type Stage, sinceNow, VIEWPORTS } from '../journeys/stage.ts';
import { DELAYS } from './delays.ts';
import { KioskCitizen, type KioskWindow, openKioskWindow } from './kiosk-window.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A town hall corner with the product's own window: terminal, sessions, drivers, shell and browser run as processes. */
export interface Corner {
  readonly stage: Stage;
  readonly window: KioskWindow;
  readonly ports: Ports;
  close(): Promise<void>;
}

/** @param takesPictures of every step; the browser has made them then, which is one more place to look into */
export async function openCorner(options: {
  readonly out: string;
  readonly person: Person;
  readonly takesPictures: boolean;
}): Promise<Corner> {
  const { out, person } = options;
  const binary = findBrowser();
  if (!binary) throw new Refusal('no-browser', 'apt-get install chromium');
  const traces = join(out, 'traces');
  mkdirSync(join(traces, 'tmp'), { recursive: true, mode: 0o700 });
  // What any of our processes puts into the directory for temporary files is searched too.
  process.env.TMPDIR = join(traces, 'tmp');
  const { width, height } = VIEWPORTS.portrait;
  const ports = await choosePorts('free', () => {});
  const stack = await startStack({
    directory: join(traces, 'stack'),
    keyDirectory: join(ROOT, '.cache/demo-keys'),
    ports,
    // The simulator prints a document; SANE's test backend a colour pattern that stands in every such scan.
    scanner: 'simulator',
    eid: { kind: 'simulator' },
    hasWallet: true,
    window: 'chromium',
    windowOptions: ['--headless', '--size', `${width}x${height}`, '--binary', debuggable(binary, traces)],
    pace: 0,
    clock: systemClock,
    onDeath: () => {},
  });
  const window = openKioskWindow(process.pid);
  const citizen = new KioskCitizen(window, out, options.takesPictures);
  try {
    const page = await window.find();
    const stage: Stage = {
      stack,
      citizen,
      page,
      person,
      traces,
      out,
      ...sinceNow(stack.world),
      isWatched: options.takesPictures,
      async until(what, holds) {
        const end = systemClock.monotonic() + DELAYS.patience;
        while (!holds()) {
          if (systemClock.monotonic() > end) throw new Refusal('never-happened', what);
          await delay(systemClock, DELAYS.lookEvery);
        }
      },
    };
    return { stage, window, ports, close };
  } catch (thrown) {
    await close();
    throw thrown;
  }

  async function close(): Promise<void> {
    await window.close();
    await stack.stop();
  }
}

/** The shell talks to its browser over a pipe that nobody else can use; the hands of the test need a way in beside it. */
function debuggable(binary: string, directory: string): string {
  const file = join(directory, 'browser-with-port');
  writeFileSync(file, `#!/bin/sh\nexec ${binary} "$@" --remote-debugging-port=0\n`, { mode: 0o700 });
  return file;
}
