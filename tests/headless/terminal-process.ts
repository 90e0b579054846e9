import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface TerminalProcessOptions {
  readonly siteFile: string;
  /** Data directory; working directory of its children is there or below (that is how they are found). */
  readonly data: string;
  /** Takes stdout and stderr. */
  readonly outFile: string;
  /** Directory of services, texts, schemas, receipts; `null`: the repository's own. */
  readonly config: string | null;
  readonly env: Readonly<Record<string, string>>;
  /** Started again when it ends by itself or is killed; else `start` must be called. */
  readonly restarts: boolean;
  readonly onDeath: (how: string) => void;
  readonly clock: Clock;
}

/** The terminal's main process as an init system runs it: one process group of the kernel's for it and its children. */
export interface TerminalProcess {
  /** `null` while it does not run. */
  readonly pid: number | null;
  /** How often it was started. */
  readonly starts: number;
  /** @param env besides the usual environment, for this one start */
  start(env?: Readonly<Record<string, string>>): void;
  /** SIGKILL for it and everything below it, as a power cut; resolves when nothing of it is left. */
  kill(): Promise<void>;
  /** Resolves when it has ended and, as systemd's KillMode=control-group does, its children have been killed. */
  ended(): Promise<string>;
  /** Like `ended`, but for the process that is started next if none runs now. */
  next(): Promise<string>;
  /** SIGTERM, SIGKILL after a while; it is not started again. */
  stop(): Promise<void>;
}

export function runTerminal(options: TerminalProcessOptions): TerminalProcess {
  const { siteFile, data, outFile, config, clock, onDeath } = options;
  let child: ChildProcess | null = null;
  let gone: Promise<string> = Promise.resolve('not-started');
  let starts = 0;
  let awaited = Promise.withResolvers<void>();
  let isStopping = false;

  function start(env: Readonly<Record<string, string>> = {}): void {
    const out = openSync(outFile, 'a', 0o600);
    const started = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'kiosk-app/terminal/main.ts',
        ...['--site', siteFile, '--data', data],
        ...(config === null ? [] : ['--config', config]),
      ],
      { cwd: ROOT, stdio: ['ignore', out, out], env: { ...process.env, ...options.env, ...env } },
    );
    closeSync(out);
    starts++;
    child = started;
    awaited.resolve();
    awaited = Promise.withResolvers();
    gone = new Promise((resolve) => {
      started.once('exit', (status, signal) => {
        if (child === started) child = null;
        const how = signal ?? `exit ${status}`;
        void sweep(data, clock).then(() => {
          resolve(how);
          if (isStopping) return;
          onDeath(how);
          if (options.restarts) clock.setTimeout(() => !isStopping && !child && start(), DELAYS.restart);
        });
      });
    });
  }

  /** A harness that is interrupted leaves no terminal behind. */
  const onExit = () => {
    if (child) child.kill('SIGKILL');
    killChildren(data);
  };
  process.once('exit', onExit);

  return {
    get pid() {
      return child?.pid ?? null;
    },
    get starts() {
      return starts;
    },
    start,
    async kill() {
      child?.kill('SIGKILL');
      await gone;
    },
    ended: () => gone,
    async next() {
      if (!child) await awaited.promise;
      return gone;
    },
    async stop() {
      isStopping = true;
      process.off('exit', onExit);
      if (!child) return void (await gone);
      const running = child;
      const timer = clock.setTimeout(() => running.kill('SIGKILL'), DELAYS.endWithin);
      running.kill('SIGTERM');
      await gone;
      clock.clearTimeout(timer);
    },
  };
}

export interface OwnProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes whose working directory is the data directory or below it: drivers, sessions, device hosts. */
export function childrenOf(data: string): readonly OwnProcess[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const cwd = readlinkSync(`/proc/${name}/cwd`).replace(/ \(deleted\)$/, '');
      if (cwd !== data && !cwd.startsWith(`${data}/`)) return [];
      return [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
    } catch {
      // Ended while we looked.
      return [];
    }
  });
}

function killChildren(data: string): void {
  for (const { pid } of childrenOf(data)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // ESRCH: gone meanwhile.
    }
  }
}

/** Kills what is left below the terminal and waits until it is gone. */
async function sweep(data: string, clock: Clock): Promise<void> {
  for (;;) {
    const left = childrenOf(data).filter(({ command }) => command !== '');
    if (left.length === 0) return;
    killChildren(data);
    await new Promise<void>((resolve) => void clock.setTimeout(() => resolve(), 2));
  }
}
