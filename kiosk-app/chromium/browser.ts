import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { type Clock, delay } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { DELAYS } from './delays.ts';
import { createPipe, type Pipe } from './devtools-pipe.ts';
import { chromiumFlags } from './flags.ts';
import { hasMemory, kill, startedBy } from './processes.ts';
import { makeProfile } from './profile.ts';

export interface Browser {
  readonly pid: number;
  readonly pipe: Pipe;
  /** "Chrome/156.0.8078.79" */
  readonly version: string;
  readonly userAgent: string;
  /** Its private directory; whatever is laid there goes with it. */
  readonly profile: string;
  readonly gone: Promise<void>;
  /** Ends it with everything it started and removes its profile. @throws Refusal `not-wiped` if one of them stays */
  end(): Promise<void>;
}

export interface BrowserOptions {
  readonly binary: string;
  readonly headless: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly clock: Clock;
  /** After those that every browser of ours has. */
  readonly extraFlags?: readonly string[];
}

/** Starts a Chromium with a private profile that is removed with it. @throws Refusal `browser-missing`, `browser-gone` */
export async function startBrowser(options: BrowserOptions): Promise<Browser> {
  const { binary, headless, size, clock, extraFlags = [] } = options;
  const profile = makeProfile();
  const flags = chromiumFlags({ profile, headless, size, isRoot: process.getuid?.() === 0 });

  const child: ChildProcess = spawn(binary, [...flags, ...extraFlags], {
    // 3: commands in, 4: answers out (Chromium, "--remote-debugging-pipe").
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
    env: environment(profile),
  });
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const removed = gone.then(() => {
    killGroup(child.pid);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  });
  // Told again by `end`, where somebody waits for it.
  removed.catch(() => {});
  const { pid } = child;
  if (pid === undefined) {
    await gone;
    throw new Refusal('browser-missing', binary);
  }
  const pipe = createPipe(child.stdio[3] as Writable, child.stdio[4] as Readable, clock);
  void gone.then(() => pipe.close());
  const end = async () => {
    pipe.close();
    const all = [pid, ...startedBy(pid)];
    // Its profile is thrown away, so there is nothing it would have to save.
    killGroup(pid);
    await gone;
    const until = clock.monotonic() + DELAYS.browserGoneWithin;
    for (let left = all; left.length > 0; left = left.filter(hasMemory)) {
      for (const one of left) kill(one);
      if (clock.monotonic() > until) throw new Refusal('not-wiped');
      await delay(clock, DELAYS.browserGoneLookEvery);
    }
    await removed.catch(() => {
      throw new Refusal('not-wiped');
    });
  };
  try {
    const { product, userAgent } = await pipe.send('Browser.getVersion', {}, null, DELAYS.browserUpWithin);
    return { pid, pipe, version: String(product).slice(0, 80), userAgent: String(userAgent), profile, gone, end };
  } catch (thrown) {
    await end();
    throw thrown;
  }
}

/** Only what a browser needs to find its display; nothing of the terminal's settings. */
function environment(profile: string): Record<string, string> {
  const names = [
    'PATH',
    'LANG',
    'TZ',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XDG_RUNTIME_DIR',
    'XAUTHORITY',
    'DBUS_SESSION_BUS_ADDRESS',
  ];
  const inherited = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(inherited), HOME: profile };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left.
  }
}
