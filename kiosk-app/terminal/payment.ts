import type { DeviceHealth } from '../../device-drivers/contract.ts';
import type {
  PaymentOutcome,
  PaymentProgress,
  PaymentRecord,
  PaymentTerminal,
  ReceiptLine,
} from '../../device-drivers/payment/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code } from '../../foundation/log.ts';
import type { Delays } from './delays.ts';
import { isDriverGone } from './drivers/process.ts';
import { type Books, recordFacts, settlePayment } from './payment-outcome.ts';
import { durably } from './store/database.ts';
import type { OpenIntent } from './store/journal.ts';
import type { Package } from './store/package.ts';

/** What the session is told of a payment (kiosk-app/channel/terminal.ts, PaymentAnswer). */
export type PayAnswer =
  | { readonly kind: 'paid'; readonly cardName: string | null }
  | { readonly kind: 'not-paid'; readonly reason: string; readonly text: string | null }
  | { readonly kind: 'unclear'; readonly reference: string };

/** How often a payment is asked about while the driver's process ends each time before it answers. */
const RECOVERY_TRIES = 3;

type OnProgress = (progress: PaymentProgress) => void;

export interface PaymentDeskOptions extends Books {
  readonly device: PaymentTerminal | null;
  readonly delays: Delays;
  readonly clock: Clock;
  /** A package has become deliverable. */
  readonly onReleased: (packageId: string) => void;
  /** After any outcome. */
  readonly onSettled: (packageId: string) => void;
}

/** Takes money: one payment at a time, each written down before, during and after (ARCHITECTURE.md, "The transaction"). */
export class PaymentDesk {
  readonly #options: PaymentDeskOptions;
  /** Customer lines of this session's payments, declined ones too; those of paid ones stand on the disk as well. */
  readonly #customerLines = new Map<string, readonly ReceiptLine[]>();
  #busyWith: string | null = null;

  constructor(options: PaymentDeskOptions) {
    this.#options = options;
  }

  /** Package that is being paid or recovered now. */
  get busyWith(): string | null {
    return this.#busyWith;
  }

  /**
   * @throws Refusal `busy`, `no-device`, `already-paid`, `unknown-package`, `no-fee`, StoreRefusal: in each of them the
   *   device was not asked for money
   */
  async pay(packageId: string, onProgress: OnProgress): Promise<PayAnswer> {
    const { device, outbox, journal, db } = this.#options;
    const held = outbox.get(packageId);
    if (!held) throw new Refusal('unknown-package');
    if (!held.fee) throw new Refusal('no-fee');
    const { cents, reference } = held.fee;
    if (held.payment === 'unclear') return { kind: 'unclear', reference };
    if (this.#busyWith !== null) throw new Refusal('busy');
    this.#refuseIfPaid(held, reference);
    if (!device) throw new Refusal('no-device');

    const before = device.lastReceipt();
    const intentId = durably(db, () => {
      outbox.movePayment(packageId, ['due'], 'paying');
      return journal.intend('authorise', packageId, { cents, reference, before });
    });
    this.#busyWith = packageId;
    try {
      const intent = { intentId, packageId, cents };
      let outcome = await this.#authorise(device, intent, onProgress);
      if (outcome.kind === 'unclear') outcome = await this.#askAgain(device, intentId, onProgress, outcome);
      return this.#settle(intent, outcome, reference);
    } finally {
      this.#busyWith = null;
      this.#options.onSettled(packageId);
    }
  }

  /** Asks the device to stop the running payment; its outcome still comes from `pay`. */
  abort(): void {
    if (this.#busyWith !== null) this.#options.device?.abort();
  }

  /** The payment terminal's block for a package's receipt; empty if there is none, or no longer. */
  customerLines(packageId: string): readonly ReceiptLine[] {
    return this.#customerLines.get(packageId) ?? this.#options.customerLines.read(packageId);
  }

  /** The receipt is out: its lines need not survive a restart any more. The session may still print it again. */
  printed(packageId: string): void {
    this.#customerLines.set(packageId, this.customerLines(packageId));
    this.#options.customerLines.forget(packageId);
  }

  /** The session has gone: only what is paid and not printed is kept, on the disk. */
  forget(): void {
    for (const packageId of this.#customerLines.keys()) {
      if (packageId !== this.#busyWith) this.#customerLines.delete(packageId);
    }
  }

  /**
   * After a restart: asks the device what became of each intent that has no outcome. Never moves money. New payments
   * are refused as `busy` until all of them are settled.
   */
  async recover(open: readonly OpenIntent<'authorise'>[]): Promise<void> {
    const { device, delays, onSettled } = this.#options;
    for (const { intentId, packageId, intent, ...rest } of open) {
      this.#busyWith = packageId;
      const outcome: PaymentOutcome = device
        ? await this.#ask(device, { intentId, packageId, intent, ...rest }, delays.recoveryDeviceWithin, () => {})
        : { kind: 'unclear', reason: 'no-device' };
      this.#settle({ intentId, packageId, cents: intent.cents }, outcome, intent.reference);
      onSettled(packageId);
    }
    this.#busyWith = null;
  }

  #refuseIfPaid(held: Package, reference: string): void {
    if (held.payment !== 'due') throw new Refusal('already-paid', held.payment);
    // The same bill in another package: paid a minute ago, or by the person before.
    if (this.#options.outbox.paidReference(reference)) throw new Refusal('already-paid', 'reference');
  }

  async #authorise(
    device: PaymentTerminal,
    intent: { intentId: string; cents: number },
    onProgress: OnProgress,
  ): Promise<PaymentOutcome> {
    const { journal, log } = this.#options;
    const commit = async (record: PaymentRecord) => {
      journal.evidence('authorise', intent.intentId, recordFacts(record));
    };
    try {
      return await device.authorise({ intentId: intent.intentId, amount: intent.cents }, { onProgress, commit });
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.reason === 'busy') {
        return { kind: 'not-paid', reason: 'device-busy', record: null, receipts: { merchant: [], customer: [] } };
      }
      // A driver that throws has lost track; only the device knows.
      log.event('error', 'payment.driver-failed', { reason: code(reasonOf(thrown)) });
      return { kind: 'unclear', reason: 'driver-failed' };
    }
  }

  /** The citizen still stands there: asks the device once more when it is back. */
  async #askAgain(
    device: PaymentTerminal,
    intentId: string,
    onProgress: OnProgress,
    unclear: PaymentOutcome,
  ): Promise<PaymentOutcome> {
    const { journal, delays } = this.#options;
    const open = journal.open('authorise').find((entry) => entry.intentId === intentId);
    if (!open) return unclear;
    onProgress({ phase: 'recovering', status: null, text: null });
    return this.#ask(device, open, delays.paymentDeviceBackWithin, onProgress);
  }

  async #ask(
    device: PaymentTerminal,
    open: OpenIntent<'authorise'>,
    within: number,
    onProgress: OnProgress,
  ): Promise<PaymentOutcome> {
    const { clock, journal, log } = this.#options;
    for (let tries = 1; ; tries++) {
      if (!(await usableWithin(device, within, clock))) return { kind: 'unclear', reason: 'device-gone' };
      // Read now: what a dying driver said last may have been written while we waited.
      const { intent, evidence, at } =
        journal.open('authorise').find(({ intentId }) => intentId === open.intentId) ?? open;
      try {
        const outcome = await device.recover(
          { intentId: open.intentId, amount: intent.cents, before: intent.before, committed: evidence, intendedAt: at },
          { onProgress },
        );
        // Asking moves no money, so it may be asked again; not for ever, or a question that kills each driver never ends.
        const mayAskAgain = outcome.kind === 'unclear' && isDriverGone(outcome.reason) && tries < RECOVERY_TRIES;
        if (!mayAskAgain) return outcome;
        log.event('warn', 'payment.recovery-repeated', { intent: code(open.intentId), tries });
      } catch (thrown) {
        log.event('error', 'payment.driver-failed', { reason: code(reasonOf(thrown)) });
        return { kind: 'unclear', reason: 'driver-failed' };
      }
    }
  }

  #settle(
    intent: { intentId: string; packageId: string; cents: number },
    outcome: PaymentOutcome,
    reference: string,
  ): PayAnswer {
    const facts = settlePayment(this.#options, intent, outcome);
    if (outcome.kind !== 'unclear') this.#customerLines.set(intent.packageId, outcome.receipts.customer);
    if (facts.result === 'unclear') return { kind: 'unclear', reference };
    if (facts.result === 'not-paid') {
      return { kind: 'not-paid', reason: facts.reason ?? 'device-error', text: facts.record?.text ?? null };
    }
    this.#options.onReleased(intent.packageId);
    return { kind: 'paid', cardName: facts.record?.cardName?.slice(0, 40) ?? null };
  }
}

/** Whether a device works now or comes back within `within` ms. */
export function usableWithin(
  device: Pick<PaymentTerminal, 'health' | 'onHealth'>,
  within: number,
  clock: Clock,
): Promise<boolean> {
  if (isUsable(device.health())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const done = (usable: boolean) => {
      clock.clearTimeout(timer);
      stop();
      resolve(usable);
    };
    const timer = clock.setTimeout(() => done(false), within);
    const stop = device.onHealth((health) => {
      if (isUsable(health)) done(true);
    });
  });
}

/** Can be used by a citizen now (UnifiedPOS states, device-drivers/contract.ts). */
export function isUsable(health: Pick<DeviceHealth, 'state'>): boolean {
  return health.state === 'ready' || health.state === 'busy' || health.state === 'degraded';
}
