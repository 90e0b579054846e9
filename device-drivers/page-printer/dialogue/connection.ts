import { Backoff } from '../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Result } from '../../../foundation/result.ts';
import { DELAYS } from '../delays.ts';
import type { IppClient, IppFailure } from './client.ts';
import { blocking, type IppPrinterStatus } from './printer-status.ts';

export interface ConnectionEvents {
  /** Answers again after it did not, or for the first time. */
  onUp(): void;
  onDown(): void;
  onStatus(status: IppPrinterStatus): void;
}

/** Knows whether the printer answers and what it said last. IPP has no connection: it is asked again and again. */
export class IppPrinterConnection {
  readonly #client: IppClient;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #events: ConnectionEvents;
  #timer: Timer | undefined;
  #isOpen = false;
  readonly #backoff = new Backoff({ first: DELAYS.retryAfter, atMost: DELAYS.retryAtMost });
  #status: IppPrinterStatus | undefined;
  #failure: IppFailure['reason'] | undefined;
  #seenAt: number | null = null;
  /** Monotonic, since when it has told of the same blocking trouble. */
  #troubleSince: number | undefined;

  constructor(client: IppClient, clock: Clock, log: Log, events: ConnectionEvents) {
    this.#client = client;
    this.#clock = clock;
    this.#log = log;
    this.#events = events;
  }

  /** `undefined` while it does not answer. */
  get current(): IppPrinterStatus | undefined {
    return this.#failure === undefined ? this.#status : undefined;
  }

  /** What it said when it last answered. */
  get last(): IppPrinterStatus | undefined {
    return this.#status;
  }

  /** A trouble that has begun just now: it may be gone in a moment, as when a printer wakes up. */
  get isTroubleNew(): boolean {
    const since = this.#troubleSince;
    return since !== undefined && this.#clock.monotonic() - since < DELAYS.faultPatience;
  }

  /** Why it is not usable; `undefined` while it is, or before the first attempt. */
  get failure(): IppFailure['reason'] | undefined {
    return this.#failure;
  }

  get seenAt(): number | null {
    return this.#seenAt;
  }

  open(): void {
    this.#isOpen = true;
    void this.refresh();
  }

  close(): void {
    this.#isOpen = false;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Asks now; the next regular question waits its full time again. */
  async refresh(): Promise<Result<IppPrinterStatus, IppFailure>> {
    this.#clock.clearTimeout(this.#timer);
    const answer = await this.#client.printer();
    if (answer.ok) this.#hear(answer.value);
    else this.#miss(answer.error);
    if (this.#isOpen) {
      const soon = this.isTroubleNew ? DELAYS.pollTrouble : DELAYS.pollIdle;
      this.#schedule(answer.ok ? soon : this.#backoff.next());
    }
    return answer;
  }

  #schedule(ms: number): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => void this.refresh(), ms);
  }

  #hear(status: IppPrinterStatus): void {
    const wasUp = this.current !== undefined;
    this.#backoff.reset();
    this.#troubleSince = blocking(status) ? (this.#troubleSince ?? this.#clock.monotonic()) : undefined;
    this.#failure = undefined;
    this.#status = status;
    this.#seenAt = this.#clock.now();
    if (!this.#isOpen) return;
    if (!wasUp) this.#events.onUp();
    this.#events.onStatus(status);
  }

  #miss(failure: IppFailure): void {
    const isNew = this.#failure !== failure.reason;
    this.#failure = failure.reason;
    if (!isNew || !this.#isOpen) return;
    this.#log.event('warn', 'page-printer.lost', { reason: code(failure.reason), detail: code(failure.detail) });
    this.#events.onDown();
  }
}
