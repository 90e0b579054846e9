import type { Clock } from '../../../../foundation/clock.ts';
import { Listeners } from '../../../../foundation/listeners.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';

/** Answers in a row that must disagree with our clock, because a single server may have a wrong clock itself. */
const IN_A_ROW = 3;

type ClockDelays = Pick<TerminalDelays, 'clockOffAtMost' | 'clockConfirmedFor'>;
export type ClockVerdict = 'plausible' | 'ahead' | 'behind';

/**
 * Compares our clock with the date that portals put into their answers (RFC 9110, section 6.6.1). Nothing durable may
 * depend on a wall clock that nobody has confirmed.
 */
export class ClockWatch {
  readonly #clock: Clock;
  readonly #delays: ClockDelays;
  readonly #listeners = new Listeners<[verdict: ClockVerdict]>();
  #offInARow = 0;
  #confirmed: { readonly wall: number; readonly monotonic: number } | null = null;

  constructor(clock: Clock, delays: ClockDelays) {
    this.#clock = clock;
    this.#delays = delays;
  }

  /** Called with every verdict, also when it is the one before. */
  onVerdict(listener: (verdict: ClockVerdict) => void): void {
    this.#listeners.add(listener);
  }

  /** The same `fetch`, watched. */
  watching(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
    return async (...request) => {
      const response = await fetch(...request);
      this.observe(response.headers.get('date'));
      return response;
    };
  }

  /** @param date an answer's `Date` header, `null` if it had none */
  observe(date: string | null): void {
    const theirs = date === null ? Number.NaN : Date.parse(date);
    if (Number.isNaN(theirs)) return;
    const off = this.#clock.now() - theirs;
    if (Math.abs(off) <= this.#delays.clockOffAtMost) {
      this.#offInARow = 0;
      this.#confirmed = { wall: this.#clock.now(), monotonic: this.#clock.monotonic() };
      this.#tell('plausible');
      return;
    }
    this.#offInARow++;
    if (this.#offInARow < IN_A_ROW) return;
    this.#confirmed = null;
    this.#tell(off > 0 ? 'ahead' : 'behind');
  }

  /** True if a portal's clock recently agreed with ours, and ours has not been set since. */
  isConfirmed(): boolean {
    if (!this.#confirmed) return false;
    const { wall, monotonic } = this.#confirmed;
    const { clockOffAtMost, clockConfirmedFor } = this.#delays;
    const passed = this.#clock.monotonic() - monotonic;
    const setBy = this.#clock.now() - wall - passed;
    return passed <= clockConfirmedFor && Math.abs(setBy) <= clockOffAtMost;
  }

  #tell(verdict: ClockVerdict): void {
    this.#listeners.tell(verdict);
  }
}
