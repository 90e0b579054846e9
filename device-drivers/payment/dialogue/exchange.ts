import type { Clock, Timer } from '../../../foundation/clock.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { Turns } from '../../../foundation/turns.ts';
import {
  ACKNOWLEDGE,
  type Apdu,
  apduOf,
  type Bytes,
  type Charset,
  displayText,
  encodeApdu,
  frameOf,
  hex,
  isToldAlong,
  type Printed,
  phaseOf,
  RESULT,
  readPrintLine,
  readStatusInformation,
  readTextBlock,
  refusal,
  refusalCode,
  type StatusInformation,
  sameBytes,
  timeoutMinutes,
  tlvOf,
  type ZvtFrame,
} from '../codec/index.ts';
import type { PaymentProgress } from '../contract.ts';
import type { PaymentDelays } from '../delays.ts';
import type { ApduLink } from '../transport/link.ts';

/** Why a command has no ending: what happened at the device is unknown. */
export type ExchangeFault =
  | { readonly fault: 'closed'; readonly detail: string }
  | { readonly fault: 'no-answer' } // T3
  | { readonly fault: 'no-completion' } // T4
  /** 84 with reason 7D: the device lost its own line; `late`: after it had taken the command. */
  | { readonly fault: 'communication-error'; readonly late: boolean }
  | { readonly fault: 'commit-failed' };

export type Ending =
  | { readonly kind: 'completed'; readonly data: Bytes }
  | { readonly kind: 'aborted'; readonly resultCode: number; readonly info: StatusInformation }
  /** 84. `resultCode` is `null` if the device gave no reason; `late`: after it had taken the command. */
  | { readonly kind: 'refused'; readonly resultCode: number | null; readonly late: boolean }
  | ({ readonly kind: 'broken' } & ExchangeFault);

/** One command from first byte to last, with what the device sent in between. */
export interface ExchangeResult {
  readonly ending: Ending;
  /** Every readable status information, in order, acknowledged unless the ending is `commit-failed`. */
  readonly statuses: readonly StatusInformation[];
  /** A status information came that could not be read; it was answered 84 9A. */
  readonly unreadableStatus: boolean;
  readonly printed: readonly Printed[];
}

export interface ExchangeOptions {
  readonly link: ApduLink;
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: PaymentDelays;
  readonly charset: Charset;
  readonly command: ZvtFrame;
  readonly onProgress?: (progress: PaymentProgress) => void;
  /** Asks the device to stop (06 B0) when aborted. The ending still comes from the device. */
  readonly signal?: AbortSignal;
  /** 06 B0 is answered, not completed. */
  readonly endsWithAnswer?: boolean;
  /** Gets what belongs to an earlier command and came before this one was answered. */
  readonly onStray: (apdu: Apdu) => void;
  /** Awaited before a status information is acknowledged; its rejection ends the exchange unacknowledged. */
  readonly commit?: (info: StatusInformation) => Promise<void>;
}

/**
 * Commands to which some devices send their first status instead of 80 00 00. With the others, what comes before the
 * answer is the rest of an interrupted command.
 */
const MAY_SKIP_ANSWER: ReadonlySet<ZvtFrame['kind']> = new Set(['authorisation', 'reversal', 'refund', 'end-of-day']);

/** Commands that are answered without any status information: one that comes meanwhile is about something else. */
const TELLS_NO_STATUS: ReadonlySet<ZvtFrame['kind']> = new Set(['registration', 'status-enquiry']);

/**
 * The machine of one command: `sent` (waits for 80/84, T3) → `running` (04 FF, 04 0F, 06 D1, 06 D3 are answered; T4) →
 * `ended` by 06 0F, 06 1E, 84 xx, a timer or the line. A device that skips the 80 is taken to have answered. While the
 * answer to our 06 B0 is open, the next 80 or 84 is that.
 */
export class Exchange {
  readonly result: Promise<ExchangeResult>;
  readonly #options: ExchangeOptions;
  readonly #resolve: (result: ExchangeResult) => void;
  #state: 'sent' | 'running' | 'ended' = 'sent';
  #timer: Timer;
  #completionWithin: number;
  readonly #turns = new Turns();
  #abort: 'none' | 'wanted' | 'sent' | 'answered' = 'none';
  #lastStatus: Bytes | null = null;
  #unreadableStatus = false;
  readonly #statuses: StatusInformation[] = [];
  readonly #printed: Printed[] = [];

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#completionWithin = options.delays.T4;
    const { promise, resolve } = Promise.withResolvers<ExchangeResult>();
    this.result = promise;
    this.#resolve = resolve;
    // A serial frame may take three times T2 to get through; T3 counts from then.
    void this.#send(apduOf(options.command)).then(() => {
      if (this.#state === 'sent') this.#restart('no-answer', options.delays.T3);
    });
    options.signal?.addEventListener(
      'abort',
      () => {
        this.#abort = 'wanted';
        this.#sendAbort();
      },
      { once: true },
    );
  }

  /** Everything the link delivers while this exchange is on. Handled one after the other. */
  take(apdu: Apdu): void {
    void this.#turns.take(() => (this.#state === 'ended' ? undefined : this.#handle(apdu)));
  }

  closed(reason: string): void {
    // Frames that arrived before the line broke are still handled.
    void this.#turns.take(() => this.#end({ kind: 'broken', fault: 'closed', detail: reason }));
  }

  async #handle(apdu: Apdu): Promise<void> {
    if (apdu.cls === 0x80) return this.#answered();
    if (apdu.cls === 0x84) return this.#refused(apdu);
    if (this.#state === 'sent') {
      if (!MAY_SKIP_ANSWER.has(this.#options.command.kind)) return this.#options.onStray(apdu);
      this.#options.log.event('warn', 'payment.exchange.answer-skipped');
      this.#answered();
    }
    const read = frameOf(apdu, { tolerant: true });
    if (!read.ok) return this.#unreadable(apdu, read.error.reason);
    const frame = read.value;
    switch (frame.kind) {
      case 'intermediate-status':
        return this.#intermediate(frame);
      case 'status-information':
        if (TELLS_NO_STATUS.has(this.#options.command.kind)) return this.#options.onStray(apdu);
        return this.#status(frame, apdu);
      case 'print-line':
        this.#printed.push(readPrintLine(frame.attribute, frame.text, frame.fields, this.#options.charset));
        return this.#send(ACKNOWLEDGE);
      case 'print-text-block':
        this.#printed.push(readTextBlock(frame.fields, this.#options.charset));
        return this.#send(ACKNOWLEDGE);
      case 'completion':
        await this.#send(ACKNOWLEDGE);
        return this.#end({ kind: 'completed', data: frame.data });
      case 'abort': {
        const info = readStatusInformation(frame.fields, this.#options.charset);
        const resultCode = frame.resultCode ?? info.resultCode ?? RESULT.system;
        await this.#send(ACKNOWLEDGE);
        return this.#end({ kind: 'aborted', resultCode, info });
      }
      default:
        this.#options.log.event('warn', 'payment.exchange.unknown-command', { cls: apdu.cls, ins: apdu.ins });
        return this.#send(refusal(RESULT.notPossible));
    }
  }

  #answered(): void {
    if (this.#state !== 'sent') {
      if (this.#abort === 'sent') this.#abort = 'answered';
      return;
    }
    if (this.#options.endsWithAnswer) {
      this.#end({ kind: 'completed', data: new Uint8Array() });
      return;
    }
    this.#state = 'running';
    this.#restart('no-completion', this.#completionWithin);
    this.#sendAbort();
  }

  #refused(apdu: Apdu): void {
    const resultCode = refusalCode(apdu);
    const late = this.#state !== 'sent';
    // 84 00 is a positive answer (PA00P015, "Positive acknowledgement").
    if (resultCode === RESULT.ok) this.#answered();
    else if (resultCode === RESULT.communication) this.#end({ kind: 'broken', fault: 'communication-error', late });
    else if (late && this.#abort === 'sent' && apdu.data.length === 0) {
      this.#abort = 'answered';
      this.#options.log.event('info', 'payment.exchange.abort-refused', { resultCode });
    } else if (late && resultCode === RESULT.wait) {
      // 84 9C ("please wait") does not end the command, but the wait after it is shorter than T4.
      this.#restart('no-completion', this.#options.delays.waitAnswerMost);
    } else this.#end({ kind: 'refused', resultCode, late });
  }

  #intermediate(frame: ZvtFrame & { kind: 'intermediate-status' }): Promise<void> {
    const minutes = timeoutMinutes(frame.timeout);
    if (minutes !== null) this.#completionWithin = minutes * 60_000;
    this.#restart('no-completion', this.#completionWithin);
    this.#options.onProgress?.({
      phase: phaseOf(frame.status),
      status: frame.status,
      text: displayText(tlvOf(frame.fields), this.#options.charset),
    });
    return this.#send(ACKNOWLEDGE);
  }

  async #status(frame: ZvtFrame & { kind: 'status-information' }, apdu: Apdu): Promise<void> {
    this.#restart('no-completion', this.#completionWithin);
    const bytes = encodeApdu(apdu);
    const repeated = this.#lastStatus !== null && sameBytes(this.#lastStatus, bytes);
    if (!repeated) {
      const info = readStatusInformation(frame.fields, this.#options.charset);
      try {
        await this.#options.commit?.(info);
      } catch {
        // The journal logs its own fault. The status must not be acknowledged then.
        this.#statuses.push(info);
        return this.#end({ kind: 'broken', fault: 'commit-failed' });
      }
      // T4 may have run out while the journal was written: the status stays unacknowledged, and recovery finds the outcome.
      if (this.#isEnded()) return;
      this.#lastStatus = bytes;
      this.#statuses.push(info);
    }
    return this.#send(ACKNOWLEDGE);
  }

  #unreadable(apdu: Apdu, reason: string): Promise<void> {
    this.#options.log.event('error', 'payment.exchange.unreadable', {
      control: code(hex(Uint8Array.of(apdu.cls, apdu.ins))),
      bytes: apdu.data.length,
      reason: code(reason),
    });
    if (isToldAlong(apdu)) {
      this.#restart('no-completion', this.#completionWithin);
      return this.#send(ACKNOWLEDGE);
    }
    if (apdu.cls === 0x04 && apdu.ins === 0x0f) this.#unreadableStatus = true;
    return this.#send(refusal(RESULT.protocol));
  }

  #isEnded(): boolean {
    return this.#state === 'ended';
  }

  #sendAbort(): void {
    if (this.#abort !== 'wanted' || this.#state !== 'running') return;
    this.#abort = 'sent';
    void this.#send(apduOf({ kind: 'abort-command' }));
  }

  async #send(apdu: Apdu): Promise<void> {
    // A failed send is followed by the link's close, which ends the exchange with its reason.
    await this.#options.link.send(apdu);
  }

  #restart(fault: 'no-answer' | 'no-completion', within: number): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    this.#timer = clock.setTimeout(() => this.#end({ kind: 'broken', fault }), within);
  }

  #end(ending: Ending): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#options.clock.clearTimeout(this.#timer);
    this.#resolve({
      ending,
      statuses: this.#statuses,
      unreadableStatus: this.#unreadableStatus,
      printed: this.#printed,
    });
  }
}
