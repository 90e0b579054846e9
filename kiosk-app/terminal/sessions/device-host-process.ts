import type { ChildProcess } from 'node:child_process';
import type { z } from 'zod';
import type { DeviceKind } from '../../../device-drivers/contract.ts';
import { kindsIn } from '../../../device-drivers/registry.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { type StartedChild, startChild } from '../../../foundation/processes/child.ts';
import type { Answer, Params } from '../../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { hostParentSide, hostSide } from '../../channel/attended.ts';
import type { TerminalDelays } from '../configuration/delays.ts';

type HostStart = Params<typeof hostSide, 'start'>;
export type HostHealth = z.output<(typeof hostParentSide)['notifications']['health']>;
type HealthCheck = Answer<typeof hostSide, 'check-health'>;

export interface HostOptions {
  readonly entry: string;
  /** The first one's process, started already. */
  readonly forked?: ChildProcess | undefined;
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly start: HostStart;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly onHealth: (health: HostHealth) => void;
}

/** The attended-device host of one session; started again on the same socket if it dies before the session does. */
export interface Host {
  readonly pid: number | null;
  /** Opens the devices: they belong to one host at a time, so only once the one before is gone. */
  activate(): Promise<void>;
  checkHealth(device: DeviceKind): Promise<HealthCheck>;
  /** Gives the devices back and ends the process. */
  end(): Promise<void>;
}

/** @throws Refusal if the process does not come up: `link-closed`, `no-answer` */
export async function startHost(options: HostOptions): Promise<Host> {
  const { delays, clock, log, onHealth } = options;
  let isActive = false;
  let isEnding = false;
  let running = await bringUp(options.forked);

  async function bringUp(forked?: ChildProcess): Promise<{ child: StartedChild; peer: Peer<typeof hostSide> }> {
    const child = startChild({ ...options, forked, log: log.with({ process: code('attended') }) });
    const peer = createPeer({
      transport: child.transport,
      local: hostParentSide,
      remote: hostSide,
      handlers: { methods: {}, notifications: { health: onHealth } },
      log,
      clock,
    });
    try {
      await peer.call('start', options.start, delays.childUpWithin);
    } catch (thrown) {
      child.kill();
      throw thrown;
    }
    void child.exited.then((reason) => {
      if (!isEnding) restart(reason);
    });
    return { child, peer };
  }

  function restart(reason: string): void {
    log.event('error', 'attended.crashed', { reason: code(reason) });
    for (const device of kindsIn('attended')) {
      onHealth({ device, state: 'offline', reason: 'host-gone', model: null, firmware: null, seenAt: null });
    }
    clock.setTimeout(async () => {
      if (isEnding) return;
      try {
        running = await bringUp();
        if (isEnding) running.child.kill();
        else if (isActive) await running.peer.call('activate', {});
      } catch (thrown) {
        restart(reasonOf(thrown));
      }
    }, delays.hostRestartAfter);
  }

  return {
    get pid() {
      return running.child.pid;
    },
    async activate() {
      isActive = true;
      await running.peer.call('activate', {});
    },
    checkHealth: (device) => running.peer.call('check-health', { device }, delays.attendedCheckWithin),
    async end() {
      isEnding = true;
      await running.child.end(delays.childEndWithin);
    },
  };
}
