import type { Clock, Timer } from '../../../../foundation/clock.ts';
import type { OnlineAnswer, OnlineProgress } from '../../../channel/terminal/money.ts';

export interface OnlineVisitOptions {
  readonly packageId: string;
  readonly intentId: string;
  readonly onProgress: (progress: OnlineProgress) => void;
  /** Milliseconds, from the moment at which the code stands there. */
  readonly shownFor: number;
  readonly clock: Clock;
}

/** A code that stands on the screen, and the call of the session that waits for what becomes of it. */
export class OnlineVisit {
  readonly #options: OnlineVisitOptions;
  readonly #answer = Promise.withResolvers<OnlineAnswer>();
  #address: string | null = null;
  #isReachable = true;
  #until = 0;
  #timer: Timer;
  #isOver = false;
  /** Called when its time on the screen is over. */
  onExpired: () => void = () => {};

  constructor(options: OnlineVisitOptions) {
    this.#options = options;
  }

  get packageId(): string {
    return this.#options.packageId;
  }

  get intentId(): string {
    return this.#options.intentId;
  }

  get answer(): Promise<OnlineAnswer> {
    return this.#answer.promise;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** @param address `null`: as it was */
  tell(address: string | null, isReachable: boolean): void {
    const { clock, shownFor, onProgress } = this.#options;
    const before = this.#until === 0 ? null : { address: this.#address, isReachable: this.#isReachable };
    if (this.#until === 0) {
      this.#until = clock.now() + shownFor;
      this.#timer = clock.setTimeout(() => this.onExpired(), shownFor);
    }
    this.#address = address ?? this.#address;
    this.#isReachable = isReachable;
    if (before?.address === this.#address && before.isReachable === isReachable) return;
    onProgress({ kind: 'code', address: this.#address, until: this.#until, isReachable });
  }

  end(answer: OnlineAnswer): void {
    this.#isOver = true;
    this.#answer.resolve(answer);
  }

  /** Nothing of it goes on. */
  close(): void {
    this.#isOver = true;
    this.#options.clock.clearTimeout(this.#timer);
  }
}
