import { Listeners } from '../../foundation/listeners.ts';
import type { DeviceHealth, DeviceState } from '../contract.ts';
import type { ResultName } from './codec/index.ts';

interface Condition {
  readonly state: DeviceState;
  readonly reason: ResultName | null;
}

/** Turns what the driver notices into one health, and tells listeners when state or reason change. */
export class HealthBoard {
  readonly #isBusy: () => boolean;
  readonly #listeners = new Listeners<[health: DeviceHealth]>();
  #health: DeviceHealth = { state: 'closed', reason: null, model: null, firmware: null, seenAt: null };
  /** Without regard to a running command. */
  #rest: Condition = { state: 'closed', reason: null };

  /** @param isBusy whether a command runs; `publish` is called when that has changed */
  constructor(isBusy: () => boolean) {
    this.#isBusy = isBusy;
  }

  get current(): DeviceHealth {
    return this.#health;
  }

  /** State and reason without regard to a running command. */
  get atRest(): Condition {
    return this.#rest;
  }

  subscribe(listener: (health: DeviceHealth) => void): () => void {
    return this.#listeners.add(listener);
  }

  seen(at: number): void {
    this.#health = { ...this.#health, seenAt: at };
  }

  become(state: DeviceState, reason: ResultName | null): void {
    this.#rest = { state, reason };
    this.publish();
  }

  /** What a device in service says of itself; listeners are told once its line is up. */
  introduced(device: Pick<DeviceHealth, 'model' | 'firmware'>, condition: Condition): void {
    this.#health = { ...this.#health, model: device.model, firmware: device.firmware };
    this.#rest = condition;
  }

  /** The line is up. After a recovery the device was not asked for its status: it counts as ready. */
  lineUp(): void {
    const { state } = this.#rest;
    const isKnown = state === 'faulty' || state === 'degraded' || state === 'busy';
    if (!isKnown) this.#rest = { state: 'ready', reason: null };
    this.publish();
  }

  publish(): void {
    const { state, reason } = this.#rest;
    const shown = this.#isBusy() && (state === 'ready' || state === 'degraded') ? 'busy' : state;
    const before = this.#health;
    this.#health = { ...before, state: shown, reason };
    if (before.state === shown && before.reason === reason) return;
    this.#listeners.tell(this.#health);
  }
}
