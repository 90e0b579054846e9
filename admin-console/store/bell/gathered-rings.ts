import type { Clock, Timer } from '../../../foundation/clock.ts';
import { DELAYS } from '../delays.ts';
import type { BellSubject } from './bell.ts';

/** Gathers what is rung within `DELAYS.bellGather` and hands over each process and its subjects once. */
export class GatheredRings {
  readonly #clock: Clock;
  readonly #send: (processId: string, subjects: readonly BellSubject[]) => void;
  readonly #waiting = new Map<string, Set<BellSubject>>();
  #timer: Timer | undefined;

  constructor(clock: Clock, send: (processId: string, subjects: readonly BellSubject[]) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  add(processId: string, subject: BellSubject): void {
    const subjects = this.#waiting.get(processId) ?? new Set();
    this.#waiting.set(processId, subjects.add(subject));
    this.#timer ??= this.#clock.setTimeout(() => this.#flush(), DELAYS.bellGather);
  }

  drop(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#waiting.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const [processId, subjects] of all) this.#send(processId, [...subjects]);
  }
}
