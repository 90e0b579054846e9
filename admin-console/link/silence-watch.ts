import type { Clock, Timer } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';

/** A link that the watch looks at. */
export interface Watched {
  /** Monotonic milliseconds after which it is dead if nothing more is heard. */
  deadAt: number;
  /** It was silent for too long. */
  silent(): void;
  close(reason: string): void;
}

/** All links of the process, also those without a hello yet: finds dead ones with one timer for all. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #links = new Set<Watched>();
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(link: Watched): void {
    this.#links.add(link);
    this.#timer ??= this.#clock.setTimeout(() => this.#look(), DELAYS.lookEvery);
  }

  remove(link: Watched): void {
    this.#links.delete(link);
  }

  /** Ends all links. */
  stop(reason: string): void {
    this.#clock.clearTimeout(this.#timer);
    for (const link of [...this.#links]) link.close(reason);
  }

  #look(): void {
    const now = this.#clock.monotonic();
    for (const link of [...this.#links]) if (link.deadAt <= now) link.silent();
    this.#timer = this.#links.size > 0 ? this.#clock.setTimeout(() => this.#look(), DELAYS.lookEvery) : undefined;
  }
}
