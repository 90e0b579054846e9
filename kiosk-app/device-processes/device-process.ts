import { type Clock, systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers, Side } from '../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { stderrLog } from '../../foundation/stderr-log.ts';
import { DELAYS } from './delays.ts';

/** Runs the devices of one process and answers the terminal. */
export interface DeviceHost<Local extends Side> {
  readonly handlers: Handlers<Local>;
  /** Gives the devices back. */
  close(): Promise<void>;
}

export interface DeviceHostSurroundings<Remote extends Side> {
  readonly clock: Clock;
  readonly log: Log;
  /** The terminal; reachable as soon as the process runs. */
  readonly parent: () => Peer<Remote>;
}

export interface DeviceProcessOptions<Local extends Side, Remote extends Side> {
  /** First part of the process's log events. */
  readonly name: 'driver' | 'attended';
  readonly local: Local;
  readonly remote: Remote;
  readonly createHost: (surroundings: DeviceHostSurroundings<Remote>) => DeviceHost<Local>;
  /**
   * What becomes of the devices when the terminal has gone or the process has failed. `close`: they are given back.
   * `leave`: nothing more may be said to them, because the next process asks them what has happened.
   */
  readonly afterLoss: 'close' | 'leave';
}

/** Makes this process one that runs devices for the terminal which forked it; returns at once. */
export function runDeviceProcess<Local extends Side, Remote extends Side>(
  options: DeviceProcessOptions<Local, Remote>,
): void {
  const { name, local, remote, createHost, afterLoss } = options;
  process.umask(0o077);
  // A report would hold what stands in memory.
  if (process.report) process.report.reportOnFatalError = false;
  const clock = systemClock;
  const log = stderrLog(clock);
  const host = createHost({ clock, log, parent: () => peer });
  const peer = createPeer({ transport: parentTransport(), local, remote, handlers: host.handlers, log, clock });

  let isLeaving = false;
  const leave = async (status: number): Promise<void> => {
    if (isLeaving) return;
    isLeaving = true;
    clock.setTimeout(() => process.exit(status), DELAYS.closeWithin);
    await host.close().catch(() => {});
    process.exit(status);
  };
  process.on('SIGTERM', () => void leave(0));
  // Ctrl-C in a terminal window reaches the whole group; the terminal decides when we go.
  process.on('SIGINT', () => {});
  void peer.closed.then(() => {
    if (afterLoss === 'close') void leave(0);
    else process.exit(isLeaving ? 0 : 1);
  });
  process.on('uncaughtException', (thrown) => {
    // The message may quote what a card or a document said.
    log.event('error', `${name}.failed`, { reason: code(reasonOf(thrown)) });
    if (afterLoss === 'close') void leave(1);
    else process.exit(1);
  });
}
