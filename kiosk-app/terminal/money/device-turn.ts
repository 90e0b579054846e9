import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';

/** What the payment terminal is used for. */
export interface Turn {
  readonly use: 'payment' | 'question' | 'reversal';
  readonly packageId: string;
}

/** The payment terminal serves one use at a time. `take` does not wait, so two callers can never both get it. */
export class DeviceTurn {
  readonly #listeners = new Listeners();
  #holder: Turn | null = null;

  get holder(): Turn | null {
    return this.#holder;
  }

  /** Returns the function that gives it back, or `null` if it is in use. */
  take(turn: Turn): (() => void) | null {
    if (this.#holder !== null) return null;
    this.#holder = turn;
    return () => {
      this.#holder = null;
      this.#listeners.tell();
    };
  }

  onFree(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Resolves when it is free, or after `ms` milliseconds. */
  waitUntilFree(ms: number, clock: Clock): Promise<void> {
    if (this.#holder === null) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clock.clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = clock.setTimeout(done, ms);
      const stop = this.onFree(done);
    });
  }
}
