import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { lockDirectory } from '../store/database.ts';

/** unix(7): sun_path is 108 bytes with its NUL; a session's socket is `/<16 hex>/attended.sock` below the run directory. */
const LONGEST_RUN_DIRECTORY = 107 - '/0123456789abcdef/attended.sock'.length;

/** The terminal's own directory. Everything in it is 0700/0600: only the terminal's system user may look. */
export interface DataDirectory {
  readonly path: string;
  readonly database: string;
  /** Held from the beginning: a second terminal must not clear what the first one's sessions use. */
  readonly lock: { release(): void };
  /** Space kept for what must be written although the disk is full. */
  readonly reserve: string;
  readonly logFile: string;
  /** Compiled code of this process and its children (Node, module.enableCompileCache). */
  readonly codeCache: string;
  /** Parent of the sessions' private directories; empty at start. */
  readonly run: string;
  readonly shellToken: string;
  /** Shell port of the run before, `null` if none is known. */
  readonly previousShellPort: number | null;
  writeRuntime(runtime: { readonly shellPort: number }): void;
  /** At the end: the run directory goes, the rest stays. */
  clean(): void;
}

const Runtime = z.looseObject({ shellPort: z.int().min(1).max(65535) });

/**
 * @param memory a directory in memory for what lives only as long as a session; below `path` without one
 * @throws Refusal `already-running`
 */
export function prepareDataDirectory(path: string, memory?: string): DataDirectory {
  const root = resolve(path);
  mkdirSync(root, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  const lock = lockDirectory(join(root, 'lock.db'));
  const runtimeFile = join(root, 'runtime.json');
  const run = prepareRun(memory ?? root);
  return {
    path: root,
    database: join(root, 'terminal.db'),
    lock,
    reserve: join(root, 'reserve.bin'),
    logFile: join(root, 'logs', 'terminal.log'),
    codeCache: join(root, 'code-cache'),
    run,
    shellToken: tokenOf(join(root, 'shell-token')),
    previousShellPort: portOf(runtimeFile),
    writeRuntime: (runtime) => replace(runtimeFile, `${JSON.stringify(runtime)}\n`),
    clean: () => rmSync(run, { recursive: true, force: true }),
  };
}

function prepareRun(root: string): string {
  const wished = join(root, 'run');
  // Removes what a killed terminal left there: at most sockets, which are of no use.
  rmSync(wished, { recursive: true, force: true });
  if (Buffer.byteLength(wished) > LONGEST_RUN_DIRECTORY) return mkdtempSync(join(tmpdir(), 'bt-'));
  mkdirSync(wished, { mode: 0o700 });
  return wished;
}

/** Kept over restarts, so that shells that are already running find back by themselves. */
function tokenOf(file: string): string {
  try {
    const known = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{43}$/.test(known)) return known;
  } catch {
    // Not there yet: the first start.
  }
  const token = randomBytes(32).toString('base64url');
  replace(file, `${token}\n`);
  return token;
}

function portOf(file: string): number | null {
  try {
    const runtime = Runtime.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return runtime.success ? runtime.data.shellPort : null;
  } catch {
    return null;
  }
}

/** Whole or not at all: a reader never sees half a file. */
function replace(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
