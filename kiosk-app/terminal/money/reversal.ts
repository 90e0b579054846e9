import { isUsable } from '../../../device-drivers/contract.ts';
import type { PaymentRecord, PaymentTerminal, ReverseOutcome } from '../../../device-drivers/payment/contract.ts';
import type { Clock, Timer } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { code } from '../../../foundation/log.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { Books } from '../store/books.ts';
import { durably } from '../store/database.ts';
import { ReverseOutcome as ReverseFacts } from '../store/journal-facts.ts';
import { durablyAfterTheAct } from '../store/keeping/reserve.ts';
import type { DeviceTurn } from './device-turn.ts';
import { type ReversalVerdict, TRIES, verdictOn, wasSent } from './reversal-verdict.ts';

export interface ReversalDeskOptions extends Books {
  readonly device: PaymentTerminal | null;
  readonly turn: DeviceTurn;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  /** Called when the payment state of the package has changed. */
  readonly onRefund: (packageId: string) => void;
}

/**
 * Gives money back for what will not be served: one reversal at a time, never in the middle of a citizen's payment, and
 * each written down before, during and after. A reversal whose end is not known is asked for again: the device answers
 * that it is done already (ZVT result B4), or does it now.
 */
export class ReversalDesk {
  readonly #options: ReversalDeskOptions;
  /** Times the device was asked in this run of the terminal. */
  readonly #tries = new Map<string, number>();
  /** Packages whose reversal was asked for recently; they are left alone until their wait is over. */
  readonly #asked = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #isRunning = false;
  #isStopped = false;
  #timer: Timer;

  constructor(options: ReversalDeskOptions) {
    this.#options = options;
  }

  /** True while a reversal is due: the end of day must wait for it. */
  isPending(): boolean {
    return this.#options.outbox.withPayment('reversing').length > 0;
  }

  /** Runs what there is, and from now on whenever the device can be used. */
  start(): void {
    const { device, turn } = this.#options;
    this.#stops.push(turn.onFree(() => this.poke()));
    if (device) {
      this.#stops.push(
        device.onHealth((health) => {
          if (isUsable(health)) this.poke();
        }),
      );
    }
    this.poke();
  }

  stop(): void {
    this.#isStopped = true;
    for (const stop of this.#stops) stop();
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** There may be something to reverse. */
  poke(): void {
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    const { log } = this.#options;
    void this.#run()
      .catch((thrown: unknown) => log.event('error', 'reversal.failed', { reason: code(reasonOf(thrown)) }))
      .finally(() => {
        this.#isRunning = false;
        this.#lookLater();
      });
  }

  async #run(): Promise<void> {
    const { device, journal, outbox, turn } = this.#options;
    for (const { packageId } of outbox.withPayment('reversing')) {
      if (this.#isStopped || this.#asked.has(packageId)) continue;
      if (journal.paidOnline(packageId)) {
        // XBezahldienste 1.0.0 has no call that gives money back: whoever runs the portal does it.
        this.#settle(packageId, null, { kind: 'repay', reason: 'paid-online' });
        continue;
      }
      if (!device) {
        this.#settle(packageId, null, { kind: 'repay', reason: 'no-device' });
        continue;
      }
      if (!isUsable(device.health())) {
        this.#waits(packageId, 'device-gone');
        return;
      }
      const release = turn.take({ use: 'reversal', packageId });
      if (!release) return;
      try {
        await this.#reverse(device, packageId);
      } finally {
        release();
      }
    }
  }

  #lookLater(): void {
    const { clock, delays } = this.#options;
    clock.clearTimeout(this.#timer);
    if (this.#isStopped || !this.isPending()) return;
    this.#timer = clock.setTimeout(() => {
      this.#asked.clear();
      this.poke();
    }, delays.reversalRetryAfter);
  }

  async #reverse(device: PaymentTerminal, packageId: string): Promise<void> {
    const { db, journal } = this.#options;
    const paid = journal.lastPaid(packageId);
    const record = paid?.outcome.record;
    if (!paid || !record) {
      this.#settle(packageId, null, { kind: 'repay', reason: 'no-record' });
      return;
    }
    // An open intent belongs to an attempt whose outcome is unknown; this attempt continues under the same intent.
    const open = journal.open('reverse').find((intent) => intent.packageId === packageId);
    const intentId =
      open?.intentId ?? durably(db, () => journal.intend('reverse', packageId, { of: paid.intentId, record }));
    const tries = (this.#tries.get(packageId) ?? 0) + 1;
    this.#asked.add(packageId);
    const outcome = await this.#ask(device, intentId, record);
    if (this.#isStopped) return;
    if (wasSent(outcome)) this.#tries.set(packageId, tries);
    this.#settle(packageId, intentId, verdictOn(outcome, { endUnknown: open !== undefined, isLast: tries >= TRIES }));
  }

  async #ask(device: PaymentTerminal, intentId: string, record: PaymentRecord): Promise<ReverseOutcome> {
    const { journal, log } = this.#options;
    const commit = async (said: PaymentRecord) => journal.evidence('reverse', intentId, said);
    try {
      return await device.reverse(record, { onProgress: () => {}, commit });
    } catch (thrown) {
      log.event('error', 'payment.driver-failed', { reason: code(reasonOf(thrown)) });
      return { kind: 'unclear', reason: 'driver-failed' };
    }
  }

  #settle(packageId: string, intentId: string | null, verdict: ReversalVerdict): void {
    const { db, journal, outbox, alerts, statistics, log } = this.#options;
    const conclude = (result: 'reversed' | 'not-reversed' | 'unclear') => {
      const reason = verdict.kind === 'reversed' ? null : cut(ReverseFacts.shape.reason, verdict.reason);
      if (intentId !== null) journal.conclude('reverse', intentId, { result, reason });
    };
    if (verdict.kind === 'again') {
      this.#waits(packageId, verdict.reason, () => {
        if (verdict.nothingHappened) conclude('not-reversed');
      });
      return;
    }
    durablyAfterTheAct(db, () => {
      alerts.mended('reversal-unclear', packageId);
      switch (verdict.kind) {
        case 'reversed':
          conclude('reversed');
          outbox.movePayment(packageId, ['reversing'], 'reversed');
          break;
        case 'repay':
          conclude('not-reversed');
          outbox.movePayment(packageId, ['reversing'], 'repay');
          alerts.raise('reversal-failed', packageId, verdict.reason);
          break;
        case 'unclear':
          conclude('unclear');
          outbox.movePayment(packageId, ['reversing'], 'unclear');
          alerts.raise('reversal-unclear', packageId, verdict.reason);
      }
      statistics.count(`reversal.${verdict.kind}`);
    });
    this.#tries.delete(packageId);
    log.event(verdict.kind === 'reversed' ? 'info' : 'error', 'reversal.settled', {
      package: code(packageId),
      result: code(verdict.kind),
      reason: code(verdict.kind === 'reversed' ? 'none' : verdict.reason),
    });
    this.#options.onRefund(packageId);
  }

  /** Raises the alert that staff see while the reversal waits; it is cleared when the reversal is done. */
  #waits(packageId: string, reason: string, also: () => void = () => {}): void {
    const { db, alerts, log } = this.#options;
    durablyAfterTheAct(db, () => {
      also();
      alerts.raise('reversal-unclear', packageId, reason);
    });
    log.event('warn', 'reversal.waits', { package: code(packageId), reason: code(reason) });
  }
}
