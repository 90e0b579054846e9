import { type PlaceHours, placeAt } from '../../../config/hours/place-at.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { PlaceNow } from '../../channel/terminal/place.ts';

const MINUTE = 60_000;

/** Whether the place is closed and what it announces, by the terminal's clock in the zone of the place. */
export class PlaceWatch {
  readonly #place: PlaceHours;
  readonly #clock: Clock;
  readonly #changed = new Listeners();
  #now: PlaceNow;
  #timer: Timer;

  constructor(place: PlaceHours, clock: Clock) {
    this.#place = place;
    this.#clock = clock;
    this.#now = placeAt(place, clock.now());
    this.#lookLater();
  }

  now(): PlaceNow {
    return this.#now;
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  /** At each full minute of the clock on the wall, instead of waiting for an hour: the clock may be set meanwhile. */
  #lookLater(): void {
    this.#timer = this.#clock.setTimeout(
      () => {
        const now = placeAt(this.#place, this.#clock.now());
        const isOther = JSON.stringify(now) !== JSON.stringify(this.#now);
        this.#now = now;
        if (isOther) this.#changed.tell();
        this.#lookLater();
      },
      MINUTE - (this.#clock.now() % MINUTE),
    );
  }
}
