import type { EidClient, EidEvent, EidWorkflow } from '../../../device-drivers/eid/contract.ts';
import { createEidClient } from '../../../device-drivers/eid/index.ts';
import { type Clock, type SimulatedClock, systemClock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type AusweisAppSimulator, type AusweisAppSimulatorOptions, startAusweisAppSimulator } from '../index.ts';

type EventOf<K extends EidEvent['kind']> = Extract<EidEvent, { kind: K }>;

/** Collects the events of one workflow and waits for the next of a kind. */
export class Play {
  readonly events: EidEvent[] = [];
  readonly #waiting = new Listeners();
  #seen = 0;

  readonly hear = (event: EidEvent): void => {
    this.events.push(event);
    this.#waiting.tell();
  };

  /** The next event of this kind after the last one waited for; an end that comes instead is an error. */
  next<K extends EidEvent['kind']>(kind: K): Promise<EventOf<K>> {
    return new Promise((resolve, reject) => {
      const look = () => {
        while (this.#seen < this.events.length) {
          const event = this.events[this.#seen++];
          if (event?.kind === kind) {
            leave();
            return resolve(event as EventOf<K>);
          }
          if (event?.kind === 'failed' || event?.kind === 'authenticated' || event?.kind === 'pin-changed') {
            leave();
            const how = event.kind === 'failed' ? `failed with ${event.reason} (${event.detail})` : event.kind;
            return reject(new Error(`${how} while waiting for ${kind}`));
          }
        }
      };
      const leave = this.#waiting.add(look);
      look();
    });
  }
}

export interface Bench {
  readonly simulator: AusweisAppSimulator;
  readonly client: EidClient;
  changePin(): Promise<{ readonly play: Play; readonly workflow: EidWorkflow }>;
}

/** The driver connected to the simulated app over a real WebSocket. `await using` ends both. */
export async function bench(
  options: Partial<AusweisAppSimulatorOptions> = {},
  clock: Clock = systemClock,
): Promise<Bench & AsyncDisposable> {
  const simulator = await startAusweisAppSimulator({ port: 0, clock, log: silentLog, stepMs: 0, ...options });
  const client = createEidClient({
    client: { kind: 'connect', url: simulator.url },
    directory: '/nonexistent',
    clock,
    log: silentLog,
  });
  client.open();
  await state(client, 'ready');
  return {
    simulator,
    client,
    async changePin() {
      const play = new Play();
      const workflow = client.changePin(play.hear);
      await play.next('started');
      return { play, workflow };
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await simulator.close();
    },
  };
}

/** Until the device's health has this state or reason. */
export function state(client: EidClient, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    let off = () => {};
    const look = () => {
      const { state: now, reason } = client.health();
      if (now !== wanted && reason !== wanted) return;
      off();
      resolve();
    };
    off = client.onHealth(look);
    look();
  });
}

/** Moves simulated time on while real sockets get their turns, until something has happened. */
export async function pass<T>(clock: SimulatedClock, awaited: Promise<T>, stepMs = 100): Promise<T> {
  let isDone = false;
  const watched = awaited.finally(() => {
    isDone = true;
  });
  watched.catch(() => {});
  for (let i = 0; !isDone && i < 20_000; i++) await clock.advance(stepMs);
  return watched;
}
