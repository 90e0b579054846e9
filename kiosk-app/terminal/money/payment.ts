import { isUsable } from '../../../device-drivers/contract.ts';
import {
  NotPaidReason,
  type PaymentOutcome,
  type PaymentProgress,
  type PaymentRecord,
  type PaymentTerminal,
  type ReceiptLine,
} from '../../../device-drivers/payment/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import { CARD_NAME, type PaymentAnswer } from '../../channel/terminal/money.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Books } from '../store/books.ts';
import { durably } from '../store/database.ts';
import type { OpenIntent } from '../store/journal.ts';
import { askDevice, isDecided } from './ask-device.ts';
import type { DeviceTurn } from './device-turn.ts';
import { type PaymentIntent, postponePayment, settlePayment } from './payment-outcome.ts';
import { refuseIfNotPayable } from './refuse-if-not-payable.ts';

type OnProgress = (progress: PaymentProgress) => void;

export interface PaymentDeskOptions extends Books {
  readonly device: PaymentTerminal | null;
  readonly turn: DeviceTurn;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  /** Raises alerts for packages that nobody will pay any more, in the transaction of the outcome that causes it. */
  readonly tellOwed?: () => void;
  /** Something has become deliverable, or is to be reversed. */
  readonly onPaid: (packageId: string) => void;
  /** After any outcome, and when there is none yet. */
  readonly onSettled: (packageId: string) => void;
}

/** Takes money: one payment at a time, each written down before, during and after (ARCHITECTURE.md, "The transaction"). */
export class PaymentDesk {
  readonly #options: PaymentDeskOptions;
  /** Customer lines of this session's payments, declined ones too; those of paid ones stand on the disk as well. */
  readonly #customerLines = new Map<string, readonly ReceiptLine[]>();
  #stopWatching: () => void = () => {};
  #askTimer: Timer;
  #isStopped = false;

  constructor(options: PaymentDeskOptions) {
    this.#options = options;
  }

  /** Package that is being paid or asked about now. */
  get busyWith(): string | null {
    const { holder } = this.#options.turn;
    return holder && holder.use !== 'reversal' ? holder.packageId : null;
  }

  /** True while a payment runs or an earlier one is asked about: the device must get no other command. */
  get isBusy(): boolean {
    return this.#options.turn.holder !== null || this.#hasOpen();
  }

  /**
   * @throws Refusal `busy`, `no-device`, `unknown-package`, `no-fee`, those of `refuseIfNotPayable`, StoreRefusal: in
   *   each of them the device was not asked for money
   */
  async pay(packageId: string, onProgress: OnProgress): Promise<PaymentAnswer> {
    const { device, turn, delays, clock, outbox, journal, db, onSettled } = this.#options;
    if (turn.holder?.use === 'reversal') await turn.waitUntilFree(delays.paymentWaitsForReversal, clock);
    const pkg = outbox.get(packageId);
    if (!pkg) throw new Refusal('unknown-package');
    if (!pkg.fee) throw new Refusal('no-fee');
    const { cents, reference, items } = pkg.fee;
    if (pkg.payment === 'unclear') return { kind: 'unclear', reference };
    // Recovery compares the earlier payment with the device's last one, so no new payment may come in between.
    if (turn.holder !== null || this.#hasOpen()) throw new Refusal('busy');
    refuseIfNotPayable(outbox, pkg);
    if (!device) throw new Refusal('no-device');

    const release = turn.take({ use: 'payment', packageId });
    if (!release) throw new Refusal('busy');
    try {
      const intentId = durably(db, () => {
        outbox.movePayment(packageId, ['due'], 'paying');
        return journal.intend('authorise', packageId, {
          cents,
          reference,
          before: device.lastReceipt(),
          items,
        });
      });
      const intent = { intentId, packageId, cents };
      let outcome = await this.#authorise(device, intent, onProgress);
      if (outcome.kind === 'unclear' && outcome.reason !== 'amount-differs') {
        outcome = await this.#askAgain(device, intentId, onProgress, outcome);
      }
      return this.#written(intent, outcome, reference);
    } finally {
      release();
      this.#askLater();
      onSettled(packageId);
    }
  }

  /** Asks the device to stop the running payment; its outcome still comes from `pay`. */
  abort(): void {
    if (this.#options.turn.holder?.use === 'payment') this.#options.device?.abort();
  }

  /** The payment terminal's block for a package's receipt; empty if there is none, or no longer. */
  customerLines(packageId: string): readonly ReceiptLine[] {
    return this.#customerLines.get(packageId) ?? this.#options.customerLines.read(packageId);
  }

  /** Called when the receipt is printed: its lines are erased from the disk; the session can still print it again. */
  printed(packageId: string): void {
    const { db, outbox, customerLines } = this.#options;
    this.#customerLines.set(packageId, this.customerLines(packageId));
    durably(db, () => {
      customerLines.forget(packageId);
      outbox.printed(packageId);
    });
  }

  /** Called when the session has ended: only lines of paid and unprinted payments are kept, on the disk. */
  forget(): void {
    for (const packageId of this.#customerLines.keys()) {
      if (packageId !== this.busyWith) this.#customerLines.delete(packageId);
    }
  }

  /**
   * Asks the device what became of each intent that has no outcome. Never moves money. New payments are refused as
   * `busy` until all of them are settled; one that the device could not be asked about is asked about when it is back.
   * @param within milliseconds the device may take to be usable
   */
  async settleOpen(within: number): Promise<void> {
    const { device, turn, journal, clock, log } = this.#options;
    for (const open of journal.open('authorise')) {
      const { intentId, packageId, intent } = open;
      const release = turn.take({ use: 'question', packageId });
      // The device is in use; its present user asks again afterwards.
      if (!release) return;
      try {
        const outcome: PaymentOutcome = device
          ? await askDevice({ device, journal, clock, log }, open, within, () => {})
          : { kind: 'unclear', reason: 'no-device' };
        if (this.#isStopped) return;
        this.#settle({ intentId, packageId, cents: intent.cents }, outcome, intent.reference);
      } finally {
        release();
        this.#options.onSettled(packageId);
      }
    }
    this.#askLater();
  }

  /** From now on, open intents are asked about whenever the device can be asked. */
  watch(): void {
    this.#stopWatching =
      this.#options.device?.onHealth((health) => {
        if (isUsable(health)) this.#askNow();
      }) ?? (() => {});
    this.#askLater();
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopWatching();
    this.#options.clock.clearTimeout(this.#askTimer);
  }

  #hasOpen(): boolean {
    return this.#options.journal.open('authorise').length > 0;
  }

  #askNow(): void {
    const { turn, log } = this.#options;
    if (this.#isStopped || turn.holder !== null || !this.#hasOpen()) return;
    this.settleOpen(0).catch((thrown: unknown) => {
      log.event('error', 'recovery.failed', { reason: code(reasonOf(thrown)) });
      this.#askLater();
    });
  }

  #askLater(): void {
    const { clock, delays } = this.#options;
    clock.clearTimeout(this.#askTimer);
    if (this.#isStopped || !this.#hasOpen()) return;
    this.#askTimer = clock.setTimeout(() => this.#askNow(), delays.unclearAskEvery);
  }

  async #authorise(device: PaymentTerminal, intent: PaymentIntent, onProgress: OnProgress): Promise<PaymentOutcome> {
    const { journal, log } = this.#options;
    const commit = async (record: PaymentRecord) => {
      journal.evidence('authorise', intent.intentId, record);
    };
    try {
      return await device.authorise({ intentId: intent.intentId, amount: intent.cents }, { onProgress, commit });
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.reason === 'busy') {
        return { kind: 'not-paid', reason: 'device-busy', record: null, receipts: { merchant: [], customer: [] } };
      }
      // A driver that throws does not know the outcome; the device has to be asked.
      log.event('error', 'payment.driver-failed', { reason: code(reasonOf(thrown)) });
      return { kind: 'unclear', reason: 'driver-failed' };
    }
  }

  /** Asks the device once more when it is back, while the citizen waits at the terminal. */
  async #askAgain(
    device: PaymentTerminal,
    intentId: string,
    onProgress: OnProgress,
    unclear: PaymentOutcome,
  ): Promise<PaymentOutcome> {
    const { journal, delays } = this.#options;
    const open = journal.open('authorise').find((entry: OpenIntent<'authorise'>) => entry.intentId === intentId);
    if (!open) return unclear;
    onProgress({ phase: 'recovering', status: null, text: null });
    return askDevice({ ...this.#options, device }, open, delays.paymentDeviceBackWithin, onProgress);
  }

  /** The device was asked for money: a store that refuses now makes it unclear, until it can be asked and written again. */
  #written(intent: PaymentIntent, outcome: PaymentOutcome, reference: string): PaymentAnswer {
    try {
      return this.#settle(intent, outcome, reference);
    } catch (thrown) {
      this.#options.log.event('error', 'payment.not-recorded', { reason: code(reasonOf(thrown)) });
      return { kind: 'unclear', reference };
    }
  }

  #settle(intent: PaymentIntent, outcome: PaymentOutcome, reference: string): PaymentAnswer {
    if (!isDecided(outcome)) {
      postponePayment(this.#options, intent, outcome.kind === 'unclear' ? outcome.reason : 'device-gone');
      return { kind: 'unclear', reference };
    }
    const facts = settlePayment(this.#options, intent, outcome, this.#options.tellOwed);
    if (outcome.kind !== 'unclear') this.#customerLines.set(intent.packageId, outcome.receipts.customer);
    if (facts.result === 'unclear') return { kind: 'unclear', reference };
    if (facts.result === 'not-paid') {
      return {
        kind: 'not-paid',
        reason: NotPaidReason.safeParse(facts.reason).data ?? 'device-error',
        text: facts.record?.text ?? null,
      };
    }
    this.#options.onPaid(intent.packageId);
    return { kind: 'paid', cardName: cut(CARD_NAME, facts.record?.cardName) };
  }
}
