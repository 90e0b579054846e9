import { Backoff } from '../../../foundation/backoff.ts';
import { type Clock, delay } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Result } from '../../../foundation/result.ts';
import type { Charset } from '../codec/index.ts';
import type { PaymentDelays } from '../delays.ts';
import type { Statistics } from '../statistics.ts';
import type { ByteChannel } from '../transport/channel.ts';
import type { MakeLink } from '../transport/link.ts';
import type { UnsolicitedDesk } from './unsolicited.ts';
import { Wire } from './wire.ts';

/** What is done with a fresh connection before anything else: `ready`, or how long to wait before the next one. */
export type BringUp = (
  wire: Wire,
) => Promise<{ readonly ready: true } | { readonly ready: false; readonly pause?: number }>;

export interface LineOptions {
  readonly connect: () => Promise<Result<ByteChannel, string>>;
  readonly makeLink: MakeLink;
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: PaymentDelays;
  readonly charset: Charset;
  readonly statistics: Statistics;
  readonly bringUp: BringUp;
  readonly onSign: () => void;
  readonly unsolicited: UnsolicitedDesk;
  /** In service or not; `reason` says why not. */
  readonly onChange: (wire: Wire | null, reason: string | null) => void;
}

/** Keeps a connection in service: dials, brings up, waits for its end, pauses, dials again, until stopped. */
export class Line {
  readonly #options: LineOptions;
  #bringUp: BringUp;
  #wire: Wire | null = null;
  #ready: Wire | null = null;
  #stopped: Promise<void> = Promise.resolve();
  #stop: AbortController | null = null;
  #pause = new AbortController();
  readonly #waiting = new Set<(wire: Wire | null) => void>();

  constructor(options: LineOptions) {
    this.#options = options;
    this.#bringUp = options.bringUp;
  }

  start(): void {
    if (this.#stop) return;
    this.#stop = new AbortController();
    this.#stopped = this.#loop(this.#stop.signal);
  }

  async stop(): Promise<void> {
    this.#stop?.abort();
    this.#pause.abort();
    this.#wire?.close();
    for (const settle of this.#waiting) settle(null);
    await this.#stopped;
    this.#stop = null;
  }

  /** Aborted when the line is stopped; `null` before it was started. */
  get stopped(): AbortSignal | null {
    return this.#stop?.signal ?? null;
  }

  /** The connection in service, if there is one within `within` milliseconds. */
  ready(within: number, signal?: AbortSignal): Promise<Wire | null> {
    if (this.#ready && !this.#ready.isClosed) return Promise.resolve(this.#ready);
    if (!this.#stop || this.#stop.signal.aborted) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (wire: Wire | null) => {
        this.#options.clock.clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(wire);
      };
      const timer = this.#options.clock.setTimeout(() => settle(null), within);
      signal?.addEventListener('abort', () => settle(null), { once: true });
      this.#waiting.add(settle);
    });
  }

  /** Called when the device has sent something: the next attempt to connect starts at once. */
  wake(): void {
    if (!this.#wire) this.#pause.abort();
  }

  /** Drops the connection and brings the next ones up differently until the returned function is called. */
  takeOver(bringUp: BringUp): () => void {
    this.#bringUp = bringUp;
    this.#wire?.close();
    this.#pause.abort();
    return () => {
      this.#bringUp = this.#options.bringUp;
    };
  }

  async #loop(stopped: AbortSignal): Promise<void> {
    const { delays, statistics, log } = this.#options;
    const pauses = new Backoff({ first: delays.reconnectFirst, atMost: delays.reconnectMost });
    while (!stopped.aborted) {
      const channel = await this.#options.connect();
      if (!channel.ok) {
        statistics.count('ConnectionFailedCount');
        const pause = pauses.next();
        log.event('warn', 'payment.line.unreachable', { reason: code(channel.error), pause });
        this.#options.onChange(null, 'unreachable');
        await this.#rest(pause, stopped);
        continue;
      }
      if (stopped.aborted) {
        channel.value.destroy();
        return;
      }
      const next = await this.#serve(channel.value);
      if (next === 'served') pauses.reset();
      const pause = pauses.next();
      await this.#rest(typeof next === 'number' ? next : pause, stopped);
    }
  }

  /** @returns `served` after a connection was in service, or a pause in milliseconds, or `null` for the usual one */
  async #serve(channel: ByteChannel): Promise<'served' | number | null> {
    const { makeLink, clock, log, delays, charset, statistics, onSign, unsolicited, onChange } = this.#options;
    statistics.count('ConnectionCount');
    const wire = new Wire({ link: makeLink(channel, clock, log), clock, log, delays, charset, onSign, unsolicited });
    this.#wire = wire;
    const brought = await this.#bringUp(wire);
    if (brought.ready && !wire.isClosed) {
      log.event('info', 'payment.line.in-service');
      this.#ready = wire;
      onChange(wire, null);
      for (const settle of [...this.#waiting]) settle(wire);
    } else wire.close();
    const reason = await wire.closed;
    this.#wire = null;
    if (!brought.ready) return brought.pause ?? null;
    this.#ready = null;
    statistics.count('ConnectionLostCount');
    log.event('info', 'payment.line.lost', { reason: code(reason) });
    onChange(null, 'connection-lost');
    return 'served';
  }

  async #rest(ms: number, stopped: AbortSignal): Promise<void> {
    if (stopped.aborted) return;
    this.#pause = new AbortController();
    await delay(this.#options.clock, ms, this.#pause.signal).catch(() => {});
  }
}
