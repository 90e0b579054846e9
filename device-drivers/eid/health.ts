import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { DeviceHealth } from '../contract.ts';
import type { ClientFault, EidReason } from './contract.ts';

/** Turns what the driver notices into one health, and tells listeners when state or reason change. */
export class HealthBoard {
  readonly #clock: Clock;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  #health: DeviceHealth = { state: 'closed', reason: null, model: null, firmware: null, seenAt: null };
  #fault: ClientFault | null = null;
  #isUp = false;
  #isBusy = false;
  #readers = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get current(): DeviceHealth {
    return this.#health;
  }

  /** Why there is no client just now; `null` if there is one or none was tried yet. */
  get fault(): ClientFault | null {
    return this.#fault;
  }

  subscribe(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  starting(): void {
    this.#set({ state: 'starting', reason: 'starting' });
  }

  closed(): void {
    this.#isUp = false;
    this.#fault = null;
    this.#set({ state: 'closed', reason: null });
  }

  up(client: { readonly name: string; readonly version: string }, readers: number): void {
    this.#isUp = true;
    this.#fault = null;
    this.#readers = readers;
    this.#health = { ...this.#health, model: client.name, firmware: client.version };
    this.seen();
    this.#judge();
  }

  lost(fault: ClientFault): void {
    this.#isUp = false;
    this.#fault = fault;
    this.#set({ state: 'offline', reason: fault });
  }

  busy(isBusy: boolean): void {
    this.#isBusy = isBusy;
    this.#judge();
  }

  readers(count: number): void {
    this.#readers = count;
    this.#judge();
  }

  seen(): void {
    this.#health = { ...this.#health, seenAt: this.#clock.now() };
  }

  #judge(): void {
    if (!this.#isUp) return;
    if (this.#readers === 0) this.#set({ state: 'faulty', reason: 'no-reader' });
    else if (this.#isBusy) this.#set({ state: 'busy', reason: 'in-workflow' });
    else this.#set({ state: 'ready', reason: null });
  }

  #set(change: Pick<DeviceHealth, 'state'> & { readonly reason: EidReason | null }): void {
    const before = this.#health;
    this.#health = { ...before, ...change };
    if (before.state === change.state && before.reason === change.reason) return;
    this.#listeners.tell(this.#health);
  }
}
