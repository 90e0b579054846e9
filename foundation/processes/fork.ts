import { type ChildProcess, fork } from 'node:child_process';

export interface ForkOptions {
  readonly entry: string;
  readonly args?: readonly string[];
  /** Node's own options. */
  readonly nodeOptions?: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Starts a process of ours with an IPC pipe, leading a process group of its own. It says nothing before it is asked. */
export function forkChild({ entry, args = [], nodeOptions = [], cwd, environment }: ForkOptions): ChildProcess {
  const child = fork(entry, [...args], {
    cwd,
    env: { ...environment },
    execArgv: [...nodeOptions],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  // Told by its end; without a listener Node would throw.
  child.on('error', () => {});
  return child;
}
