import { Backoff } from '../../foundation/backoff.ts';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { DeviceHealth, DeviceState } from '../contract.ts';
import { LINK_DELAYS } from './delays.ts';
import type { ConnectLink, LinkFault } from './link.ts';

export interface LinkedDeviceOptions {
  /** Prefix of log events, e.g. `keypad`. */
  readonly name: string;
  readonly connect: ConnectLink;
  readonly clock: Clock;
  readonly log: Log;
  readonly onData: (bytes: Uint8Array) => void;
  /** The line broke or was closed: what was begun will not be finished. */
  readonly onBroken: () => void;
}

/**
 * The life of a device that only sends: connect, and connect again by itself whenever the line breaks, with growing
 * pauses. A device that comes back is usable without a restart of anything.
 */
export class LinkedDevice {
  readonly #options: LinkedDeviceOptions;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  readonly counts = { connections: 0, connectionFaults: 0 };
  #state: DeviceState = 'closed';
  #reason: LinkFault | null = null;
  #seenAt: number | null = null;
  #link: { close(): void } | null = null;
  #timer: Timer;
  readonly #backoff = new Backoff({ first: LINK_DELAYS.reconnectAfter, atMost: LINK_DELAYS.reconnectAtMost });

  constructor(options: LinkedDeviceOptions) {
    this.#options = options;
  }

  open(): void {
    if (this.#state !== 'closed') return;
    this.#become('starting', null);
    this.#connect();
  }

  close(): void {
    this.#options.clock.clearTimeout(this.#timer);
    this.#link?.close();
    this.#link = null;
    this.#options.onBroken();
    this.#become('closed', null);
  }

  health(): DeviceHealth {
    return { state: this.#state, reason: this.#reason, model: null, firmware: null, seenAt: this.#seenAt };
  }

  onHealth(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  #connect(): void {
    const { clock, onData, onBroken } = this.#options;
    this.#link = this.#options.connect({
      onOpen: () => {
        this.counts.connections++;
        this.#backoff.reset();
        this.#seenAt = clock.now();
        this.#become('ready', null);
      },
      onData: (bytes) => {
        this.#seenAt = clock.now();
        onData(bytes);
      },
      onClosed: (reason) => {
        this.counts.connectionFaults++;
        this.#link = null;
        onBroken();
        this.#become('offline', reason);
        this.#timer = clock.setTimeout(() => this.#connect(), this.#backoff.next());
      },
    });
  }

  #become(state: DeviceState, reason: LinkFault | null): void {
    if (state === this.#state && reason === this.#reason) return;
    this.#state = state;
    this.#reason = reason;
    const { log, name } = this.#options;
    log.event('info', `${name}.state`, { state: code(state), reason: reason === null ? null : code(reason) });
    this.#listeners.tell(this.health());
  }
}
