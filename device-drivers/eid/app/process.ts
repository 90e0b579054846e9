import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { ClientFault } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import { makeHome } from './home-directory.ts';

export interface AppOptions {
  /** Program name or path: "AusweisApp2" (1.x), "AusweisApp" (2.x). */
  readonly command: string;
  readonly builtInSimulatorCard: boolean;
  /** Private directory of the session. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface App {
  readonly url: string;
  /** Resolves when the process has ended and its home is erased. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The same from 1.26 to 2.5. None of the variables that 2.3 renamed (`…_AUTOMATIC_…`) is used: they are for tests. */
const ARGUMENTS = ['--ui', 'websocket', '--no-proxy', '--no-logfile', '--port', '0'];
const PORT_FILE = /^AusweisApp2?\.\d+\.port$/;

/** Starts the app and waits until it has told its port. */
export async function startApp(options: AppOptions): Promise<Result<App, ClientFault>> {
  const { clock, log } = options;
  const program = find(options.command);
  if (program === null) return err('client-missing');
  const home = await makeHome(options.directory, options.builtInSimulatorCard);
  const child = launch(program, home);
  const ended = endOf(child).then(async (how) => {
    log.event('info', 'eid.client.ended', { how: code(how) });
    await rm(home, { recursive: true, force: true });
  });
  const stop = () => terminate(child, ended, clock);
  const port = await waitForPort(home, child, clock);
  if (port === null) {
    await stop();
    return err('client-gone');
  }
  log.event('info', 'eid.client.started', { port });
  return ok({ url: `ws://127.0.0.1:${port}/eID-Kernel`, ended, stop });
}

/** The program has two names, and a terminal that goes from Debian 12 to 13 keeps its site file. */
const OTHER_NAME: Readonly<Record<string, string>> = { AusweisApp2: 'AusweisApp', AusweisApp: 'AusweisApp2' };

/** The program's path as `execvp` would find it, under one name or the other; `null` if there is none. */
function find(command: string): string | null {
  const paths = (process.env.PATH ?? '').split(delimiter);
  const names = [command, ...(Object.hasOwn(OTHER_NAME, command) ? [OTHER_NAME[command] ?? ''] : [])];
  const places = isAbsolute(command) ? [command] : names.flatMap((name) => paths.map((path) => join(path, name)));
  return (
    places.find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}

const SETPRIV = '/usr/bin/setpriv';

function launch(program: string, home: string): ChildProcess {
  // The app must not outlive a host that was killed: the kernel ends it with its parent.
  const [file, args] = existsSync(SETPRIV)
    ? [SETPRIV, ['--pdeathsig', 'KILL', program, ...ARGUMENTS]]
    : [program, ARGUMENTS];
  return spawn(file, args, {
    cwd: home,
    // Nothing else of our environment: it may hold what the app need not know.
    env: {
      PATH: process.env.PATH,
      LANG: process.env.LANG ?? 'C.UTF-8',
      HOME: home,
      TMPDIR: home,
      XDG_RUNTIME_DIR: home,
      QT_QPA_PLATFORM: 'offscreen',
    },
    stdio: 'ignore',
  });
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (thrown: NodeJS.ErrnoException) => resolve(thrown.code ?? 'error'));
    child.once('exit', (status, signal) => resolve(signal ?? `exit-${status}`));
  });
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

async function waitForPort(home: string, child: ChildProcess, clock: Clock): Promise<number | null> {
  const deadline = clock.monotonic() + DELAYS.portFileWithin;
  while (isRunning(child) && clock.monotonic() < deadline) {
    const file = (await readdir(home)).find((name) => PORT_FILE.test(name));
    const port = file ? Number((await readFile(join(home, file), 'utf8')).trim()) : 0;
    if (Number.isInteger(port) && port > 0) return port;
    await delay(clock, DELAYS.portFilePoll);
  }
  return null;
}

async function terminate(child: ChildProcess, ended: Promise<void>, clock: Clock): Promise<void> {
  if (isRunning(child)) {
    child.kill('SIGTERM');
    const killer = clock.setTimeout(() => child.kill('SIGKILL'), DELAYS.terminateWithin);
    await ended;
    clock.clearTimeout(killer);
  }
  await ended;
}
