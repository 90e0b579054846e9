import { Backoff } from '../../foundation/backoff.ts';
import { type Clock, delay, type Timer } from '../../foundation/clock.ts';
import { code, type Log } from '../../foundation/log.ts';
import { err, ok, type Result } from '../../foundation/result.ts';
import { Turns } from '../../foundation/turns.ts';
import type { CallFailure } from './calls.ts';
import type { BoxEvent, BoxNews, RelayFailure } from './contract.ts';
import { delays } from './delays.ts';
import { LIMITS } from './limits.ts';

interface OpenBoxOptions<E extends BoxEvent> {
  /** Of a box of this kind; what is not is left out. */
  readonly isOwn: (event: BoxEvent) => event is E;
  readonly clock: Clock;
  readonly log: Log;
  readonly lifetimeMs: number;
  readNews(after: number, signal: AbortSignal): Promise<Result<BoxNews, CallFailure>>;
  reopen(lifetimeSeconds: number): Promise<Result<boolean, CallFailure>>;
  putPart(part: number, data: Uint8Array, signal: AbortSignal): Promise<Result<'taken' | 'wait', CallFailure>>;
  close(): Promise<void>;
}

const USES: readonly BoxEvent['kind'][] = ['answered', 'refused', 'joined'];

/** A session's end of a box: asks for news until its time is over, however often the line breaks or the relay restarts. */
export class OpenBox<E extends BoxEvent> {
  readonly #options: OpenBoxOptions<E>;
  readonly #turns = new Turns();
  readonly #backoff = new Backoff(delays.again);
  readonly #ended = new AbortController();
  readonly #endsAt: number;
  readonly #timer: Timer;
  #waiting: E[] = [];
  #lastNumber = 0;
  /** Somebody has answered or joined: the box cannot be made anew. */
  #isUsed = false;

  constructor(options: OpenBoxOptions<E>) {
    this.#options = options;
    this.#endsAt = options.clock.monotonic() + options.lifetimeMs;
    this.#timer = options.clock.setTimeout(() => this.#ended.abort(), options.lifetimeMs);
  }

  /** What happens next; `box-gone` once it was closed, its time is over, or it ended at the relay after the answer. */
  next(): Promise<Result<E, RelayFailure>> {
    return this.#turns.take(async () => {
      for (;;) {
        const event = this.#waiting.shift();
        if (event) return ok(event);
        if (this.#ended.signal.aborted) return err('box-gone');
        const failure = await this.#ask();
        if (failure) return err(failure);
      }
    });
  }

  /** Hands over a part, as often as it takes while the box lives. */
  async send(part: number, data: Uint8Array): Promise<Result<null, RelayFailure>> {
    const backoff = new Backoff(delays.again);
    while (!this.#ended.signal.aborted) {
      const put = await this.#options.putPart(part, data, this.#ended.signal);
      if (put.ok && put.value === 'taken') return ok(null);
      if (!put.ok && put.error.failure !== 'relay-unreachable') return err(put.error.failure);
      const wait = put.ok ? delays.partAgain : backoff.next();
      await delay(this.#options.clock, wait, this.#ended.signal).catch(() => {});
    }
    return err('box-gone');
  }

  async close(): Promise<void> {
    if (this.#ended.signal.aborted) return;
    this.#options.clock.clearTimeout(this.#timer);
    this.#ended.abort();
    this.#waiting = [];
    await this.#options.close();
  }

  /** Asks once, and waits after a failure that may pass. @returns one that does not */
  async #ask(): Promise<RelayFailure | null> {
    const { clock, log } = this.#options;
    const asked = clock.monotonic();
    const news = await this.#options.readNews(this.#lastNumber, this.#ended.signal);
    if (this.#ended.signal.aborted) return null;
    if (news.ok) {
      this.#take(news.value);
      const isTooSoon = this.#waiting.length === 0 && clock.monotonic() - asked < delays.newsAtLeast;
      if (!isTooSoon) this.#backoff.reset();
      return isTooSoon ? this.#pause() : null;
    }
    const { failure, code: reason } = news.error;
    log.event('warn', 'relay-box.lost', { reason: code(reason) });
    if (failure === 'relay-refused') return failure;
    return failure === 'box-gone' ? this.#reopen() : this.#pause();
  }

  #take(news: BoxNews): void {
    for (const { number, event } of news.events) {
      if (number <= this.#lastNumber) continue;
      this.#lastNumber = number;
      this.#isUsed ||= USES.includes(event.kind);
      if (this.#options.isOwn(event)) this.#waiting.push(event);
    }
  }

  /** The relay has restarted: the code on the screen is good again once the box is back. After an answer it need not be. */
  async #reopen(): Promise<RelayFailure | null> {
    if (this.#isUsed) return 'box-gone';
    const secondsLeft = Math.ceil((this.#endsAt - this.#options.clock.monotonic()) / 1_000);
    const opened = await this.#options.reopen(Math.max(LIMITS.shortestLifetimeSeconds, secondsLeft));
    if (this.#ended.signal.aborted) return null;
    if (!opened.ok) return opened.error.failure === 'relay-refused' ? 'relay-refused' : this.#pause();
    if (opened.value) this.#lastNumber = 0;
    this.#options.log.event('info', 'relay-box.reopened');
    return null;
  }

  async #pause(): Promise<null> {
    await delay(this.#options.clock, this.#backoff.next(), this.#ended.signal).catch(() => {});
    return null;
  }
}
