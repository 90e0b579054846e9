import type { Clock } from '../../../../foundation/clock.ts';
import { Listeners } from '../../../../foundation/listeners.ts';

/** Beyond this many milliseconds a clock is wrong, not merely inexact (an HTTP date has whole seconds, an answer its way). */
const LIMIT = 5 * 60_000;
/** So many answers in a row: one server with a wrong clock of its own is no proof. */
const IN_A_ROW = 3;
/** A confirmation counts for so long. */
const CONFIRMED_FOR = 24 * 60 * 60_000;

export type ClockVerdict = 'plausible' | 'ahead' | 'behind';

/**
 * Compares our clock with the date that portals put into their answers (RFC 9110, section 6.6.1). Nothing durable may
 * depend on a wall clock that nobody has confirmed.
 */
export class ClockWatch {
  readonly #clock: Clock;
  readonly #listeners = new Listeners<[verdict: ClockVerdict]>();
  #offInARow = 0;
  #confirmed: { readonly wall: number; readonly monotonic: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
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
    if (Math.abs(off) <= LIMIT) {
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

  /** Somebody else's clock agreed with ours not long ago, and ours has not been set since. */
  isConfirmed(): boolean {
    if (!this.#confirmed) return false;
    const { wall, monotonic } = this.#confirmed;
    const passed = this.#clock.monotonic() - monotonic;
    const setBy = this.#clock.now() - wall - passed;
    return passed <= CONFIRMED_FOR && Math.abs(setBy) <= LIMIT;
  }

  #tell(verdict: ClockVerdict): void {
    this.#listeners.tell(verdict);
  }
}
