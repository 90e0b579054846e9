import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { ClosureNotice, ClosureStore } from '../store/closure-notice.ts';

/** Out of service on command: a notice that citizens read, until its time is over or a command takes it down. */
export class Closure {
  readonly #store: ClosureStore;
  readonly #clock: Clock;
  readonly #delays: Pick<TerminalDelays, 'commandLookEvery'>;
  readonly #changed = new Listeners();
  #notice: ClosureNotice | null;
  #timer: Timer;

  constructor(store: ClosureStore, clock: Clock, delays: Pick<TerminalDelays, 'commandLookEvery'>) {
    this.#store = store;
    this.#clock = clock;
    this.#delays = delays;
    this.#notice = store.read();
    this.#lookLater();
  }

  /** By language what citizens read; `null` while the terminal is in service. */
  texts(): Readonly<Record<string, string>> | null {
    return this.#notice?.texts ?? null;
  }

  /** @throws Refusal<StoreRefusal> */
  close(notice: ClosureNotice): void {
    this.#set(notice);
  }

  /** @throws Refusal<StoreRefusal> */
  open(): void {
    this.#set(null);
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #set(notice: ClosureNotice | null): void {
    this.#store.write(notice);
    this.#notice = notice;
    this.#changed.tell();
    this.#lookLater();
  }

  /** Looks again and again instead of waiting for the hour: the clock may be set meanwhile. */
  #lookLater(): void {
    this.#clock.clearTimeout(this.#timer);
    const until = this.#notice?.until ?? null;
    if (until === null) return;
    const left = Math.max(0, until - this.#clock.now());
    this.#timer = this.#clock.setTimeout(
      () => (this.#clock.now() >= until ? this.#set(null) : this.#lookLater()),
      Math.min(left, this.#delays.commandLookEvery),
    );
  }
}
