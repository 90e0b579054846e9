import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { LINE } from './parent-file-descriptor.ts';

/** The first file descriptor behind standard input, output and error. */
const PARENT_LINE = 3;
const ENDS_WITH_PARENT = join(import.meta.dirname, 'ends-with-parent.ts');

export interface Child {
  readonly name: string;
  /** Kills without warning, as a power cut does; it is started again. */
  kill(): void;
  /** Sends it a signal that it knows. */
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/**
 * Runs one of our own processes, with its output in `<logs>/<name>.out`, and keeps it running until stopped. It ends
 * with this process, even if this one is killed.
 */
export function runChild(options: {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly logs: string;
  readonly clock: Clock;
  readonly onDeath: (name: string, how: string) => void;
}): Child {
  const { name, script, args, env = {}, logs, clock, onDeath } = options;
  let stopping = false;
  let child: ChildProcess = start();

  function start(): ChildProcess {
    const out = openSync(join(logs, `${name}.out`), 'a', 0o600);
    const started = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', ENDS_WITH_PARENT, script, ...args],
      {
        stdio: ['ignore', out, out, 'pipe'],
        env: { ...process.env, ...env, [LINE]: `${PARENT_LINE}` },
      },
    );
    closeSync(out);
    started.once('exit', (status, signal) => {
      if (stopping) return;
      onDeath(name, signal ?? `exit ${status}`);
      clock.setTimeout(() => {
        if (!stopping) child = start();
      }, DELAYS.restart);
    });
    return started;
  }

  return {
    name,
    kill: () => void child.kill('SIGKILL'),
    signal: (wanted) => void child.kill(wanted),
    stop: () =>
      new Promise((resolve) => {
        stopping = true;
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        const timer = clock.setTimeout(() => child.kill('SIGKILL'), DELAYS.endWithin);
        child.once('exit', () => {
          clock.clearTimeout(timer);
          resolve();
        });
        child.kill('SIGTERM');
      }),
  };
}
