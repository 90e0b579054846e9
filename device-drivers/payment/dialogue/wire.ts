import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Apdu, Charset, ZvtFrame } from '../codec/index.ts';
import type { PaymentDelays } from '../delays.ts';
import type { ApduLink } from '../transport/link.ts';
import { Exchange, type ExchangeOptions, type ExchangeResult } from './exchange.ts';
import { Peer } from './peer-check.ts';
import { Unasked, type UnsolicitedDesk } from './unsolicited.ts';

export type ExchangeHooks = Pick<ExchangeOptions, 'onProgress' | 'commit' | 'endsWithAnswer' | 'signal'>;

export interface WireOptions {
  readonly link: ApduLink;
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: PaymentDelays;
  readonly charset: Charset;
  /** Called with every APDU, as a sign that the device works. */
  readonly onSign: () => void;
  readonly unsolicited: UnsolicitedDesk;
}

/**
 * One connection to the device, on which one command runs at a time. A command without ending closes it: the place in
 * the dialogue is lost, and an answer to the old command must never be taken for the answer to a new one.
 */
export class Wire {
  readonly closed: Promise<string>;
  charset: Charset;
  readonly #options: WireOptions;
  readonly #unasked: Unasked;
  #running: Exchange | null = null;
  #isClosed = false;
  readonly #peer = new Peer();

  constructor(options: WireOptions) {
    this.#options = options;
    this.charset = options.charset;
    const { link, log, unsolicited: desk } = options;
    this.#unasked = new Unasked({ link, log, desk, charset: () => this.charset });
    const { promise, resolve } = Promise.withResolvers<string>();
    this.closed = promise;
    options.link.onApdu((apdu) => {
      if (!this.#peer.hear(apdu)) {
        // The line echoes our own messages. Our answer would be echoed too and be taken for the terminal's.
        log.event('warn', 'payment.wire.echo');
        return this.close();
      }
      options.onSign();
      if (this.#running) this.#running.take(apdu);
      else this.#unasked.take(apdu);
    });
    options.link.onClosed((reason) => {
      this.#isClosed = true;
      this.#running?.closed(reason);
      resolve(reason);
    });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** True if the bytes heard so far show that the other end is no payment terminal. */
  get speaksSomethingElse(): boolean {
    return this.#peer.speaksSomethingElse(this.#options.link);
  }

  async run(command: ZvtFrame, hooks: ExchangeHooks = {}): Promise<ExchangeResult> {
    if (this.#running) throw new Bug('a command runs already');
    const { link, clock, log, delays } = this.#options;
    const onStray = (apdu: Apdu) => this.#unasked.take(apdu);
    const exchange = new Exchange({ link, clock, log, delays, charset: this.charset, command, onStray, ...hooks });
    this.#running = exchange;
    if (this.#isClosed) exchange.closed('closed-before');
    const result = await exchange.result;
    this.#running = null;
    if (result.ending.kind === 'broken') {
      log.event('warn', 'payment.exchange.broken', { command: code(command.kind), fault: code(result.ending.fault) });
      this.close();
    }
    return result;
  }

  close(): void {
    this.#options.link.close();
  }
}
