import type { Clock } from '../foundation/clock.ts';
import type { BoxEvent, BoxNews } from '../portals/phone-relay/contract.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';

/** Characters of an event that count. */
export const weightOf = (event: BoxEvent): number => {
  if (event.kind === 'answered') return event.response.length;
  return event.kind === 'part' ? event.data.length : 0;
};

/** What has happened at a box and the session has not confirmed yet; in memory only. */
export class BoxEvents {
  readonly #clock: Clock;
  #events: { readonly number: number; readonly event: BoxEvent }[] = [];
  readonly #told = new Set<BoxEvent['kind']>();
  #count = 0;
  #isOpen = true;
  #wake: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Characters that it holds. */
  get size(): number {
    return this.#events.reduce((sum, { event }) => sum + weightOf(event), 0);
  }

  /** How many of this kind wait. */
  waiting(kind: BoxEvent['kind']): number {
    return this.#events.filter(({ event }) => event.kind === kind).length;
  }

  tell(event: BoxEvent): void {
    this.#told.add(event.kind);
    this.#events.push({ number: ++this.#count, event });
    this.#wake?.();
  }

  /** Not a second time, whatever else it says. */
  tellOnce(event: BoxEvent): void {
    if (!this.#told.has(event.kind)) this.tell(event);
  }

  /**
   * What came after number `after`: at once, or as soon as there is something, or nothing after `DELAYS.newsWithin`.
   * What came before is forgotten. Whoever waited already is answered now.
   * @returns `null` once the box has been closed
   */
  async news(after: number): Promise<BoxNews | null> {
    this.#events = this.#events.filter(({ number }) => number > after);
    if (this.#events.length === 0 && this.#isOpen) await this.#somethingHappens();
    return this.#isOpen ? { events: this.#first() } : null;
  }

  /** Ends a wait for news: the connection that waited is gone. */
  stopWaiting(): void {
    this.#wake?.();
  }

  close(): void {
    this.#isOpen = false;
    this.#events = [];
    this.#wake?.();
  }

  /** As much as one answer carries: at least one event. */
  #first() {
    let weight = 0;
    return this.#events.filter(({ event }, index) => {
      weight += weightOf(event);
      return index < LIMITS.eventsAtOnce && (index === 0 || weight <= LIMITS.newsCharacters);
    });
  }

  #somethingHappens(): Promise<void> {
    this.#wake?.();
    return new Promise((resolve) => {
      const wake = () => {
        this.#clock.clearTimeout(timer);
        if (this.#wake === wake) this.#wake = null;
        resolve();
      };
      const timer = this.#clock.setTimeout(wake, DELAYS.newsWithin);
      this.#wake = wake;
    });
  }
}
