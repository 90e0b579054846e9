import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { SubmissionPortal } from './submission-portal.ts';

export type PortalStates = Readonly<Record<string, 'up' | 'down'>>;

export interface PortalMonitor {
  start(): void;
  stop(): void;
  /** By service id. What was never asked counts as up: preparing a submission asks again. */
  states(): PortalStates;
  /** Reports that another part has just reached a destination, or failed to. */
  observed(destinationId: string, isUp: boolean): void;
  /** `cameBack`: at least one destination is up again. */
  onChange(listener: (states: PortalStates, cameBack: boolean) => void): () => void;
}

export interface PortalMonitorOptions {
  /** Destination of each service. */
  readonly destinations: Readonly<Record<string, string>>;
  readonly portal: Pick<SubmissionPortal, 'isUp'>;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
}

/** Knows which services can be delivered now, by asking each destination now and then; oftener while it is down. */
export function createPortalMonitor(options: PortalMonitorOptions): PortalMonitor {
  const { destinations, portal, delays, clock, log } = options;
  const changed = new Listeners<[states: PortalStates, cameBack: boolean]>();
  const ids = [...new Set(Object.values(destinations))];
  const up = new Map(ids.map((id) => [id, true]));
  const timers = new Map<string, Timer>();
  let isRunning = false;

  const states = (): PortalStates =>
    Object.fromEntries(
      Object.entries(destinations).map(([service, id]) => [service, up.get(id) === false ? 'down' : 'up']),
    );

  function observed(id: string, isUp: boolean): void {
    if (!up.has(id) || up.get(id) === isUp) return;
    up.set(id, isUp);
    log.event(isUp ? 'info' : 'warn', 'portal.changed', { destination: code(id), up: isUp });
    if (isRunning) plan(id);
    changed.tell(states(), isUp);
  }

  function plan(id: string): void {
    clock.clearTimeout(timers.get(id));
    timers.set(
      id,
      clock.setTimeout(() => void probe(id), up.get(id) ? delays.portalProbeUp : delays.portalProbeDown),
    );
  }

  async function probe(id: string): Promise<void> {
    const isUp = await portal.isUp(id).catch((thrown: unknown) => {
      log.event('error', 'portal.probe-failed', { reason: code(reasonOf(thrown)) });
      return false;
    });
    if (!isRunning) return;
    observed(id, isUp);
    plan(id);
  }

  return {
    start() {
      isRunning = true;
      for (const id of ids) void probe(id);
    },
    stop() {
      isRunning = false;
      for (const timer of timers.values()) clock.clearTimeout(timer);
    },
    states,
    observed,
    onChange: (listener) => changed.add(listener),
  };
}
