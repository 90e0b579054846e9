import type { hubSide, terminalLinkSide } from '../../fleet-link/contract.ts';
import { type LogBatch, READ_AT_MOST_MS } from '../../fleet-link/log-lines.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import type { Peer } from '../../foundation/rpc/peer.ts';
import type { LogArrivals } from '../domain/log-views.ts';
import { DELAYS } from './delays.ts';
import { LIMITS } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

/** Lines of one terminal's log over one link: taken only while somebody reads, and only so many. */
export class LogReading {
  readonly #terminalId: string;
  readonly #store: LogArrivals;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #characters: TokenBucket;
  /** Monotonic milliseconds. */
  #until = Number.NEGATIVE_INFINITY;

  constructor(terminalId: string, store: LogArrivals, clock: Clock, log: Log) {
    this.#terminalId = terminalId;
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#characters = new TokenBucket(LIMITS.logBurst, LIMITS.logPerSecond, clock.monotonic());
  }

  /** Tells the terminal that somebody reads. @param until epoch milliseconds */
  async asked(terminal: Pick<Peer<typeof terminalLinkSide>, 'call'>, until: number): Promise<void> {
    const forMs = Math.min(READ_AT_MOST_MS, Math.round(until - this.#clock.now()));
    if (!(forMs >= 1)) return;
    this.#until = Math.max(this.#until, this.#clock.monotonic() + forMs);
    try {
      await terminal.call('log.read', { forMs }, DELAYS.logReadWithin);
      await this.#store.answered(this.#terminalId, 'reading');
    } catch (thrown) {
      const reason = reasonOf(thrown);
      this.#log.event('warn', 'hub.log.not-read', { reason: code(reason) });
      if (reason === 'unknown-method') await this.#store.answered(this.#terminalId, 'not-known');
    }
  }

  /** @param isGreeted false until the terminal has said hello */
  handlers(isGreeted: () => boolean): Pick<Handlers<typeof hubSide>['methods'], 'log.lines'> {
    return {
      'log.lines': async (batch: LogBatch) => {
        if (!isGreeted()) throw new Refusal('out-of-order');
        const now = this.#clock.monotonic();
        if (now > this.#until) throw new Refusal('not-asked');
        const size = JSON.stringify(batch.lines).length;
        if (!this.#characters.take(now, LIMITS.logBatchCosts + size)) throw new Refusal('too-much');
        await this.#store.arrived(this.#terminalId, batch);
        return {};
      },
    };
  }
}
