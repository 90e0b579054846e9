import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../foundation/clock.ts';
import type { DeskDevice } from './contract.ts';
import { DELAYS } from './delays.ts';

/** Tells every open page what has changed: the whole state of each device that did, gathered over a moment. */
export class Events {
  readonly #clock: Clock;
  readonly #devices: readonly DeskDevice[];
  readonly #pages = new Set<ServerResponse>();
  readonly #stops: readonly (() => void)[];
  readonly #told = new Map<string, string>();
  #gathering: Timer | undefined;
  #heartbeat: Timer | undefined;

  constructor(clock: Clock, devices: readonly DeskDevice[]) {
    this.#clock = clock;
    this.#devices = devices;
    this.#stops = devices.map((device) => device.onChange(() => this.#gather()));
  }

  /** Number of pages that listen. */
  get size(): number {
    return this.#pages.size;
  }

  add(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#pages.add(response);
    response.on('close', () => {
      this.#pages.delete(response);
      if (this.#pages.size === 0) this.#clock.clearTimeout(this.#heartbeat);
    });
    for (const device of this.#devices) response.write(message(device.id, this.#stateOf(device)));
    if (this.#pages.size === 1) this.#beat();
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#clock.clearTimeout(this.#gathering);
    this.#clock.clearTimeout(this.#heartbeat);
    for (const page of this.#pages) page.destroy();
  }

  #stateOf(device: DeskDevice): string {
    const state = JSON.stringify(device.state());
    this.#told.set(device.id, state);
    return state;
  }

  #gather(): void {
    if (this.#gathering !== undefined || this.#pages.size === 0) return;
    this.#gathering = this.#clock.setTimeout(() => {
      this.#gathering = undefined;
      for (const device of this.#devices) {
        const before = this.#told.get(device.id);
        const state = this.#stateOf(device);
        if (state !== before) for (const page of this.#pages) page.write(message(device.id, state));
      }
    }, DELAYS.gather);
  }

  #beat(): void {
    this.#heartbeat = this.#clock.setTimeout(() => {
      for (const page of this.#pages) page.write(': alive\n\n');
      this.#beat();
    }, DELAYS.heartbeat);
  }
}

const message = (id: string, state: string) => `event: device\ndata: {"id":${JSON.stringify(id)},"state":${state}}\n\n`;
