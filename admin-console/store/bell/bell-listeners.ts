import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import { DELAYS } from '../delays.ts';
import { BELL_SUBJECTS, type BellSubject } from './bell.ts';

/** Those who listen to the bell of one process; each is called when it rings, and at every sweep. */
export class BellListeners {
  readonly #clock: Clock;
  readonly #by: Readonly<Record<BellSubject, Listeners>> = {
    commands: new Listeners(),
    links: new Listeners(),
    pages: new Listeners(),
    configuration: new Listeners(),
  };
  #sweep: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#sweepLater();
  }

  add(subject: BellSubject, listener: () => void): () => void {
    return this.#by[subject].add(listener);
  }

  tell(subjects: readonly BellSubject[]): void {
    for (const subject of subjects) this.#by[subject].tell();
  }

  stop(): void {
    this.#clock.clearTimeout(this.#sweep);
  }

  #sweepLater(): void {
    this.#sweep = this.#clock.setTimeout(() => {
      this.tell(BELL_SUBJECTS);
      this.#sweepLater();
    }, DELAYS.bellSweep);
  }
}
