import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const REPOSITORY = join(import.meta.dirname, '../../..');
const BOOT = join(import.meta.dirname, 'boot.sh');
const SETPRIV = '/usr/bin/setpriv';
/** How long the machine may take to come up, and how often it is looked at, in milliseconds. */
const UP_WITHIN = 30_000;
const LOOK_EVERY = 200;

/** What must be installed for a machine with our units in it; missing without root or one of them. */
const NEEDED = [
  '/lib/systemd/systemd',
  '/usr/bin/cage',
  '/usr/bin/Xwayland',
  '/usr/bin/grim',
  '/usr/sbin/seatd',
  '/usr/bin/chromium',
  '/usr/bin/AusweisApp2',
  '/usr/bin/scanimage',
  '/usr/sbin/pcscd',
  '/usr/lib/polkit-1/polkitd',
];

/** Why no machine can be booted here; `null` if one can. */
export function cannotBoot(): string | null {
  if (process.getuid?.() !== 0) return 'not root';
  const missing = NEEDED.filter((path) => !existsSync(path));
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : null;
}

/** A machine whose process 1 is a real systemd, with our units installed but not started. */
export interface Machine {
  /** What a shell command run as its root printed. @throws Error with all it said if it failed */
  run(command: string): string;
  /** Repeats a command until it succeeds, and returns what it printed. @throws Error after `within` milliseconds */
  until(command: string, within: number): Promise<string>;
  end(): Promise<void>;
}

/** @param site text of its site file */
export async function bootMachine(site: string, secrets: string): Promise<Machine> {
  const directory = mkdtempSync(join(tmpdir(), 'bt-machine-'));
  mkdirSync(`${directory}.site`, { mode: 0o700 });
  writeFileSync(`${directory}.site/site.json`, site);
  writeFileSync(`${directory}.site/secrets.env`, secrets);
  const said: Buffer[] = [];
  // A test run that is killed takes the machine with it.
  const outer = spawn(SETPRIV, ['--pdeathsig', 'KILL', BOOT, REPOSITORY, directory], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [outer.stdout, outer.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));

  const run = (command: string) => {
    const first = childOf(outer.pid);
    if (first === null) throw new Error(`the machine is not up: ${Buffer.concat(said)}`);
    const done = spawnSync('nsenter', ['--target', first, '--all', '/bin/sh', '-c', command], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${command}\nexit ${done.status}\n${done.stdout}${done.stderr}`);
    return done.stdout;
  };
  const until = async (command: string, within: number) => {
    for (const deadline = performance.now() + within; ; await sleep(LOOK_EVERY)) {
      try {
        return run(command);
      } catch (thrown) {
        if (performance.now() > deadline) throw thrown;
      }
    }
  };
  const end = async () => {
    const first = childOf(outer.pid);
    if (first !== null) process.kill(Number(first), 'SIGKILL');
    await ended(outer);
    removeGroup(outer.pid);
    for (const path of [directory, `${directory}.site`]) rmSync(path, { recursive: true, force: true });
  };
  try {
    await until('test "$(cat /proc/1/comm)" = systemd && systemctl is-active basic.target', UP_WITHIN);
  } catch (thrown) {
    await end();
    throw thrown;
  }
  return { run, until, end };
}

/** unshare(1) has one child, process 1 of the machine. */
function childOf(pid: number | undefined): string | null {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => void child.once('close', () => resolve()));
}

function removeGroup(pid: number | undefined): void {
  const found = spawnSync('findmnt', ['-n', '-t', 'cgroup2', '-o', 'TARGET'], { encoding: 'utf8' });
  const group = join(found.stdout.split('\n')[0] ?? '', `bt-machine-${pid}`);
  const below = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true }))
      if (entry.isDirectory()) below(join(path, entry.name));
    rmdirSync(path);
  };
  if (existsSync(group)) below(group);
}
