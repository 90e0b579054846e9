import { code, type Log } from '../../../foundation/log.ts';
import { Turns } from '../../../foundation/turns.ts';
import {
  ACKNOWLEDGE,
  type Apdu,
  type Charset,
  frameOf,
  hex,
  isToldAlong,
  type Printed,
  RESULT,
  readPrintLine,
  readStatusInformation,
  readTextBlock,
  refusal,
  type ZvtFrame,
} from '../codec/index.ts';
import type { UnsolicitedReport } from '../contract.ts';
import { LIMITS } from '../limits.ts';
import { recordOf } from '../receipts/payment-record.ts';
import { sortReceipts } from '../receipts/sort-receipts.ts';
import type { ApduLink } from '../transport/link.ts';

/** Receives the reports of what the device did by itself. */
export interface UnsolicitedDesk {
  /** False while a payment of ours runs: a status may belong to it then, and its outcome is asked from the device. */
  mayTake(): boolean;
  /** Durable when it resolves. */
  report(report: UnsolicitedReport): Promise<void>;
}

export interface UnaskedOptions {
  readonly link: ApduLink;
  readonly log: Log;
  readonly charset: () => Charset;
  readonly desk: UnsolicitedDesk;
}

/**
 * What the device sends while nothing was asked (PA00P015 13.08, commands from the payment terminal). The answer to a status
 * information, and to the end of what it prints, books it: so it is reported first, and left unanswered if that fails.
 * Commands of the device's own that our sources do not know are refused.
 */
export class Unasked {
  readonly #options: UnaskedOptions;
  readonly #turns = new Turns();
  #printed: Printed[] = [];

  constructor(options: UnaskedOptions) {
    this.#options = options;
  }

  take(apdu: Apdu): void {
    if (apdu.cls === 0x80 || apdu.cls === 0x84) return;
    const { log, link } = this.#options;
    const control = code(hex(Uint8Array.of(apdu.cls, apdu.ins)));
    log.event('info', 'payment.wire.unasked', { control });
    void this.#turns.take(async () => {
      try {
        await link.send(await this.#answer(apdu));
      } catch {
        // The listener has logged why it failed. Without our answer the device repeats its report or undoes the act.
        log.event('error', 'payment.unsolicited.not-taken', { control });
        link.close();
      }
    });
  }

  async #answer(apdu: Apdu): Promise<Apdu> {
    const read = frameOf(apdu, { tolerant: true });
    if (!read.ok) return isToldAlong(apdu) ? ACKNOWLEDGE : refusal(RESULT.protocol);
    const frame = read.value;
    switch (frame.kind) {
      case 'intermediate-status':
        return ACKNOWLEDGE;
      case 'status-information':
        return this.#status(frame);
      case 'print-line':
        return this.#keep(readPrintLine(frame.attribute, frame.text, frame.fields, this.#options.charset()));
      case 'print-text-block':
        return this.#keep(readTextBlock(frame.fields, this.#options.charset()));
      case 'completion':
      case 'abort':
        return this.#ended();
      default:
        return refusal(RESULT.notPossible);
    }
  }

  async #status(frame: ZvtFrame & { kind: 'status-information' }): Promise<Apdu> {
    const { desk, charset } = this.#options;
    const info = readStatusInformation(frame.fields, charset());
    const record = recordOf(info);
    if (!desk.mayTake() || !record) return refusal(RESULT.notPossible);
    await desk.report(info.totals ? { kind: 'totals', total: info.amount } : { kind: 'status', record });
    return ACKNOWLEDGE;
  }

  #keep(part: Printed): Apdu {
    if (this.#printed.length < LIMITS.unsolicitedParts) this.#printed.push(part);
    return ACKNOWLEDGE;
  }

  async #ended(): Promise<Apdu> {
    const { desk } = this.#options;
    const receipts = sortReceipts(this.#printed);
    const isReceipt = receipts.merchant.length + receipts.customer.length > 0;
    if (isReceipt && desk.mayTake()) await desk.report({ kind: 'receipt', receipts });
    this.#printed = [];
    return ACKNOWLEDGE;
  }
}
