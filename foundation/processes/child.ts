import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../clock.ts';
import { code, type Log } from '../log.ts';
import type { Transport } from '../rpc/contract.ts';
import { childTransport } from '../rpc/transports.ts';
import { relayLog } from './child-log.ts';
import { type ForkOptions, forkChild } from './fork.ts';

/** A process of ours with an IPC pipe. It leads its own process group, so that what it started can be ended with it. */
export interface StartedChild {
  readonly pid: number | null;
  readonly transport: Transport;
  /** Resolves with why: "exit-0", "SIGKILL", "spawn-failed". */
  readonly exited: Promise<string>;
  /** Asks with SIGTERM, then ends the whole group with SIGKILL after `within` ms. Resolves when it is gone. */
  end(within: number): Promise<void>;
  kill(): void;
}

export interface ChildOptions extends ForkOptions {
  /** Started already. */
  readonly forked?: ChildProcess | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export function startChild(options: ChildOptions): StartedChild {
  const { clock, log } = options;
  const child = options.forked ?? forkChild(options);
  relayLog(child.stdout, log);
  relayLog(child.stderr, log);
  const gone = Promise.withResolvers<string>();
  child.once('error', () => gone.resolve('spawn-failed'));
  child.once('exit', (status, signal) => gone.resolve(signal ?? `exit-${status}`));
  // One that was started before may have ended before we listened.
  if (child.signalCode !== null || child.exitCode !== null) gone.resolve(child.signalCode ?? `exit-${child.exitCode}`);
  else if (child.pid === undefined) gone.resolve('spawn-failed');
  let isGone = false;
  void gone.promise.then((reason) => {
    isGone = true;
    // Ends the processes that the child started and left behind.
    signalGroup(child.pid, 'SIGKILL');
    log.event('debug', 'child.exited', { reason: code(reason) });
  });
  return {
    pid: child.pid ?? null,
    transport: childTransport(child),
    exited: gone.promise,
    kill: () => {
      if (!isGone) signalGroup(child.pid, 'SIGKILL');
    },
    async end(within) {
      if (isGone) return;
      child.kill('SIGTERM');
      const timer = clock.setTimeout(() => {
        log.event('warn', 'child.killed', { after: within });
        signalGroup(child.pid, 'SIGKILL');
      }, within);
      await gone.promise;
      clock.clearTimeout(timer);
    },
  };
}

function signalGroup(pid: number | undefined, signal: 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // ESRCH: all processes of the group have ended already.
  }
}
