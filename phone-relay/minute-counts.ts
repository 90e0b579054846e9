import type { Clock, Timer } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import { DELAYS } from './delays.ts';

/** What is counted: never who, never which box. */
const NOTHING = {
  opened: 0,
  fetched: 0,
  answered: 0,
  refused: 0,
  joined: 0,
  parts: 0,
  turnedAway: 0,
  limited: 0,
  failed: 0,
};
export type Counted = keyof typeof NOTHING;

/** Writes a line a minute of what happened in it, and none when nothing did: a flood makes no flood of lines. */
export class MinuteCounts {
  readonly #clock: Clock;
  readonly #log: Log;
  #counts = { ...NOTHING };
  #timer: Timer | null = null;

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  add(what: Counted): void {
    this.#counts[what]++;
    this.#timer ??= this.#clock.setTimeout(() => this.#write(), DELAYS.minute);
  }

  /** Writes what was counted until now. */
  end(): void {
    if (this.#timer === null) return;
    this.#clock.clearTimeout(this.#timer);
    this.#write();
  }

  #write(): void {
    this.#timer = null;
    this.#log.event(this.#counts.failed > 0 ? 'error' : 'info', 'phone-relay.minute', this.#counts);
    this.#counts = { ...NOTHING };
  }
}
