import type { Clock, Timer } from '../../foundation/clock.ts';
import type { DeviceChoices, HandAct } from './contract.ts';
import { DELAYS } from './delays.ts';

interface Awaited {
  readonly act: HandAct;
  readonly settle: (isDone: boolean) => void;
  timer: Timer | null;
}

/** Every device does at once what it should. */
const WELL: DeviceChoices = { byThemselves: true, payment: 'paid', paper: 'there' };

/** What the person at the terminal does with card and paper: by itself after a moment, or when somebody says so. */
export class Hands {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #choices: DeviceChoices;
  #awaited: Awaited | null = null;

  constructor(clock: Clock, onChange: () => void, choices = WELL) {
    this.#clock = clock;
    this.#onChange = onChange;
    this.#choices = choices;
  }

  get choices(): DeviceChoices {
    return this.#choices;
  }

  /** For the screen that the hub is told of. */
  get now(): { readonly devices: DeviceChoices; readonly waitsFor: HandAct | null } {
    return { devices: this.#choices, waitsFor: this.waitsFor };
  }

  /** @param choices hold from now on, for what is awaited already too */
  choose(choices: DeviceChoices): void {
    this.#choices = choices;
    const { timer } = this.#awaited ?? { timer: null };
    if (timer && !choices.byThemselves) {
      this.#clock.clearTimeout(timer);
      if (this.#awaited) this.#awaited.timer = null;
    } else if (!timer && choices.byThemselves) this.#later();
    this.#onChange();
  }

  get waitsFor(): HandAct | null {
    return this.#awaited?.act ?? null;
  }

  /** Resolves with true once it is done, with false if a device stopped waiting for it. */
  async until(act: HandAct): Promise<boolean> {
    this.stop();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.#awaited = { act, settle: resolve, timer: null };
    if (this.#choices.byThemselves) this.#later();
    this.#onChange();
    return promise;
  }

  /** @returns false if nothing waits for that */
  do(act: HandAct): boolean {
    if (this.#awaited?.act !== act) return false;
    this.#settle(true);
    return true;
  }

  stop(): void {
    this.#settle(false);
  }

  #later(): void {
    const awaited = this.#awaited;
    if (awaited) awaited.timer = this.#clock.setTimeout(() => this.#settle(true), DELAYS.hand);
  }

  #settle(isDone: boolean): void {
    const awaited = this.#awaited;
    if (!awaited) return;
    this.#awaited = null;
    if (awaited.timer) this.#clock.clearTimeout(awaited.timer);
    awaited.settle(isDone);
    this.#onChange();
  }
}
