import { createHash } from 'node:crypto';
import type { Clock } from '../foundation/clock.ts';
import { err, ok, type Result } from '../foundation/result.ts';
import type { BoxEvent, BoxNews } from '../portals/phone-relay/contract.ts';
import { DELAYS } from './delays.ts';

type Answer = Extract<BoxEvent, { kind: 'answered' | 'refused' }>;

/** One question of one session: what a telephone fetches, and what has happened since. In memory only. */
export class Box {
  readonly requestObject: string;
  readonly #clock: Clock;
  #events: { readonly number: number; readonly event: BoxEvent }[] = [];
  readonly #told = new Set<BoxEvent['kind']>();
  #count = 0;
  /** Of the answer that was taken: it outlives the answer, which is forgotten once the session has it. */
  #answerDigest: string | null = null;
  #isOpen = true;
  #wake: (() => void) | null = null;

  constructor(requestObject: string, clock: Clock) {
    this.requestObject = requestObject;
    this.#clock = clock;
  }

  /** Characters that it holds. */
  get size(): number {
    return this.#events.reduce(
      (sum, { event }) => sum + (event.kind === 'answered' ? event.response.length : 0),
      this.requestObject.length,
    );
  }

  /** What a telephone asks for; `answered` once it is of no use any more. */
  fetch(): Result<string, 'answered'> {
    if (this.#answerDigest !== null) return err('answered');
    this.#tellOnce({ kind: 'fetched' });
    return ok(this.requestObject);
  }

  /** Takes the first answer. The same again is the same telephone, which did not hear that it was taken. */
  answer(answer: Answer): Result<null, 'answered'> {
    const digest = createHash('sha256').update(JSON.stringify(answer)).digest('base64');
    if (this.#answerDigest === null) {
      this.#answerDigest = digest;
      this.#tellOnce(answer);
      return ok(null);
    }
    if (this.#answerDigest === digest) return ok(null);
    this.#tellOnce({ kind: 'second-answer' });
    return err('answered');
  }

  /**
   * What came after number `after`: at once, or as soon as there is something, or nothing after `DELAYS.newsWithin`.
   * What came before is forgotten. Whoever waited already is answered now.
   * @returns `null` once the box has been closed
   */
  async news(after: number): Promise<BoxNews | null> {
    this.#events = this.#events.filter(({ number }) => number > after);
    if (this.#events.length === 0 && this.#isOpen) await this.#somethingHappens();
    return this.#isOpen ? { events: this.#events } : null;
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

  #tellOnce(event: BoxEvent): void {
    if (this.#told.has(event.kind)) return;
    this.#told.add(event.kind);
    this.#events.push({ number: ++this.#count, event });
    this.#wake?.();
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
