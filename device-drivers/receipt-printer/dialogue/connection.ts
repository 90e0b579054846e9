import { type BackoffDelays, backoff } from '../../../foundation/backoff.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import {
  AUTOMATIC_STATUS_BACK,
  CLEAR_BUFFERS,
  COUNTERS,
  counter,
  identity,
  processId,
  processIdResponse,
  REAL_TIME_KINDS,
  realTimeStatus,
} from '../codec/commands.ts';
import type { StatusFrame } from '../codec/parser.ts';
import { fromAsb, HEALTHY, type ReceiptPrinterStatus, withRealTime } from '../codec/status.ts';
import type { UnansweredQuestion } from '../contract.ts';
import { DELAYS } from '../delays.ts';
import type { Dial, PrinterLine } from '../transport/link.ts';
import { Exchange } from './exchange.ts';

/** What this model can do and is, asked as soon as the printer takes commands. */
export interface PrinterIdentity {
  readonly maker: string | null;
  readonly model: string | null;
  readonly firmware: string | null;
  /** GS ( H: the printer marks the end of a receipt by its id. Without it, GS r has to do. */
  readonly processId: boolean;
  /** GS g 2: the printer counts its cuts, which survives a lost link. */
  readonly counters: boolean;
}

export interface ConnectionListener {
  onUp(): void;
  onDown(reason: string): void;
  onStatus(status: ReceiptPrinterStatus): void;
  onFrame(frame: StatusFrame): void;
}

/** The probe must not look like the id of a receipt: those start at 1. */
const PROBE = processId(0);

/** Keeps the printer within reach: dials, backs off, watches its status, notices silence. */
export class EscPosConnection {
  readonly #dial: Dial;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #listener: ConnectionListener;
  #state: 'closed' | 'dialling' | 'up' | 'waiting' = 'closed';
  #run = 0;
  #attempt = 0;
  #link: PrinterLine | undefined;
  #exchange: Exchange | undefined;
  #timer: Timer | undefined;
  #status: ReceiptPrinterStatus = HEALTHY;
  #identity: PrinterIdentity | undefined;
  #pollEvery: number = DELAYS.pollIdle;
  #seenAt: number | null = null;

  constructor(dial: Dial, clock: Clock, log: Log, listener: ConnectionListener) {
    this.#dial = dial;
    this.#clock = clock;
    this.#log = log;
    this.#listener = listener;
  }

  get isUp(): boolean {
    return this.#state === 'up';
  }
  get status(): ReceiptPrinterStatus {
    return this.#status;
  }
  /** Kept over a lost link; `undefined` while the printer took no commands yet (it came up with its cover open, say). */
  get identity(): PrinterIdentity | undefined {
    return this.#identity;
  }
  get seenAt(): number | null {
    return this.#seenAt;
  }

  open(): void {
    if (this.#state === 'closed') this.#startDial();
  }

  close(): void {
    this.#drop('closed');
    this.#state = 'closed';
  }

  /** More often while a receipt is being printed. @param ms see `DELAYS.pollIdle`, `DELAYS.pollPrinting` */
  pollEvery(ms: number): void {
    this.#pollEvery = ms;
    if (this.#state === 'up') this.#schedulePoll();
  }

  send(bytes: Uint8Array): void {
    this.#exchange?.tell(bytes);
  }

  /** Asks for all four real-time status bytes. Silence is a lost link. */
  async refresh(): Promise<ReceiptPrinterStatus | UnansweredQuestion> {
    const exchange = this.#exchange;
    if (!exchange) return 'link-lost';
    let status = this.#status;
    for (const n of REAL_TIME_KINDS) {
      const byte = await exchange.ask(realTimeStatus(n), realTimeByte, DELAYS.answerWithin);
      if (byte === 'no-answer') this.#lost(exchange, 'no-answer');
      if (typeof byte === 'string') return byte;
      status = withRealTime(status, n, byte);
    }
    if (this.#exchange !== exchange) return 'link-lost';
    this.#setStatus(status);
    return status;
  }

  /** DLE DC4 8. @returns whether the printer said that its buffers are empty */
  async clearBuffers(): Promise<boolean> {
    const answer = await this.#exchange?.ask(
      CLEAR_BUFFERS,
      (frame) => (frame.kind === 'cleared' ? true : undefined),
      DELAYS.clearWithin,
    );
    return answer === true;
  }

  /** Cuts since the printer was made; `null` if it does not tell. */
  async cuts(): Promise<number | null> {
    if (this.#identity?.counters === false) return null;
    const text = await this.#askText(counter(COUNTERS.cuts));
    return text !== null && /^\d{1,10}$/.test(text) ? Number(text) : null;
  }

  /**
   * Asks who the printer is and what it can do. Only while nothing is printed: the answers wait behind it.
   * @returns what is known by now; `null` if the printer takes no commands
   */
  async identify(): Promise<PrinterIdentity | null> {
    const exchange = this.#exchange;
    if (!exchange || this.#status.offline) return null;
    exchange.tell(AUTOMATIC_STATUS_BACK);
    const maker = await this.#askText(identity(66));
    const model = await this.#askText(identity(67));
    const firmware = await this.#askText(identity(65));
    const probed = await exchange.ask(
      processIdResponse(PROBE),
      (frame) => (frame.kind === 'process-id' && frame.id === PROBE ? true : undefined),
      DELAYS.identifyWithin,
    );
    const cuts = await this.#askText(counter(COUNTERS.cuts));
    if (this.#exchange !== exchange || this.#status.offline) return null;
    this.#identity = { maker, model, firmware, processId: probed === true, counters: cuts !== null };
    return this.#identity;
  }

  async #askText(question: Uint8Array): Promise<string | null> {
    const answer = await this.#exchange?.ask(
      question,
      (frame) => (frame.kind === 'text' ? frame : undefined),
      DELAYS.identifyWithin,
    );
    return typeof answer === 'object' ? answer.text : null;
  }

  #startDial(): void {
    this.#state = 'dialling';
    const run = ++this.#run;
    let exchange: Exchange | undefined;
    this.#dial({
      onData: (bytes) => exchange?.receive(bytes),
      onClose: (reason) => {
        if (exchange) this.#lost(exchange, reason);
      },
    }).then(
      (link) => {
        if (run !== this.#run) return link.close();
        exchange = new Exchange(
          this.#clock,
          (bytes) => link.write(bytes),
          (frame) => this.#hear(frame),
        );
        this.#link = link;
        this.#exchange = exchange;
        void this.#greet(exchange);
      },
      (refused: unknown) => {
        if (run === this.#run) this.#retryLater(reasonOf(refused));
      },
    );
  }

  /** A port that opens is not yet a printer: it is up once it has answered. */
  async #greet(exchange: Exchange): Promise<void> {
    const status = await this.refresh();
    if (typeof status === 'string' || this.#exchange !== exchange) return;
    this.#state = 'up';
    this.#attempt = 0;
    this.#log.event('info', 'receipt-printer.up');
    this.#listener.onUp();
    this.#schedulePoll();
  }

  #hear(frame: StatusFrame): void {
    this.#seenAt = this.#clock.now();
    if (frame.kind === 'asb') this.#setStatus(fromAsb(frame.bytes));
    if (frame.kind === 'discarded') this.#log.event('warn', 'receipt-printer.noise', { bytes: frame.bytes });
    this.#listener.onFrame(frame);
  }

  #setStatus(status: ReceiptPrinterStatus): void {
    this.#status = status;
    this.#listener.onStatus(status);
  }

  #schedulePoll(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => {
      void this.refresh().then(() => {
        if (this.#state === 'up') this.#schedulePoll();
      });
    }, this.#pollEvery);
  }

  #lost(exchange: Exchange, reason: string): void {
    if (this.#exchange !== exchange) return;
    this.#drop(reason);
    this.#retryLater(reason);
  }

  #drop(reason: string): void {
    this.#run++;
    this.#clock.clearTimeout(this.#timer);
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#link?.close();
    this.#link = undefined;
    exchange?.lost();
    if (this.#state === 'up') this.#log.event('warn', 'receipt-printer.down', { reason: code(reason) });
  }

  #retryLater(reason: string): void {
    this.#state = 'waiting';
    this.#log.event('debug', 'receipt-printer.unreachable', { reason: code(reason), attempt: this.#attempt });
    this.#timer = this.#clock.setTimeout(() => this.#startDial(), backoff(this.#attempt++, REDIAL));
    if (this.#attempt === 1) this.#listener.onDown(reason);
  }
}

const REDIAL: BackoffDelays = { first: DELAYS.redialAfter, atMost: DELAYS.redialAtMost };

const realTimeByte = (frame: StatusFrame): number | undefined => (frame.kind === 'real-time' ? frame.byte : undefined);
