import type { Clock } from '../../../foundation/clock.ts';

/** How long a condition may hold before it counts. */
export class ConditionTimeout {
  readonly #clock: Clock;
  readonly #within: number;
  #since: number | undefined;

  /** @param within milliseconds */
  constructor(clock: Clock, within: number) {
    this.#clock = clock;
    this.#within = within;
  }

  /** Told whether the condition holds now, says whether it has held for too long. */
  isOver(holds: boolean): boolean {
    if (!holds) {
      this.#since = undefined;
      return false;
    }
    this.#since ??= this.#clock.monotonic();
    return this.#clock.monotonic() - this.#since >= this.#within;
  }
}
