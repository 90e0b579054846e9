import type { Clock } from '../../../foundation/clock.ts';

/** Failed technician's cards allowed within the window. Other kinds of cards do not count: citizens lay theirs. */
export const MAX_FAILURES = 5;

/** Limits how often cards can be tried. In memory: a restart takes longer than the tries it would win. */
export class Attempts {
  readonly #clock: Clock;
  readonly #window: number;
  #failures: readonly number[] = [];

  /** @param window milliseconds that a failure counts for */
  constructor(clock: Clock, window: number) {
    this.#clock = clock;
    this.#window = window;
  }

  isLocked(): boolean {
    const since = this.#clock.monotonic() - this.#window;
    this.#failures = this.#failures.filter((at) => at > since);
    return this.#failures.length >= MAX_FAILURES;
  }

  failed(): void {
    this.#failures = [...this.#failures, this.#clock.monotonic()];
  }

  succeeded(): void {
    this.#failures = [];
  }
}
