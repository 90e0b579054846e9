import type { Clock, Timer } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Interrupted } from '../../channel/terminal/delivery.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { deliveryOf } from '../delivery/delivery-messages.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Fee, StoredPackage } from '../store/package.ts';
import type { Statistics } from '../store/statistics.ts';

export interface InterruptedDeskOptions {
  readonly outbox: Outbox;
  readonly statistics: Statistics;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  /** To the session that is shown, if any. */
  readonly tell: (interrupted: Interrupted | null) => void;
}

interface Shown {
  readonly packageId: string;
  readonly serviceId: string;
  readonly fee: Fee;
  /** Epoch milliseconds; some minutes later the person has left and nothing is shown any more. */
  readonly paymentAt: number;
}

/**
 * Payments whose session ended before the person saw the outcome, by a restart or a crash. The next session shows them
 * for some minutes, the latest first. This only informs: money is settled and given back without it.
 */
export class InterruptedDesk {
  readonly #options: InterruptedDeskOptions;
  #shown: Shown | null = null;
  /** Payments that are shown after the current one was closed. */
  #waiting: readonly Shown[] = [];
  #timer: Timer;

  constructor(options: InterruptedDeskOptions) {
    this.#options = options;
  }

  /** Called at the start, before anything is settled: collects recent payments that the last run did not finish. */
  afterRestart(): void {
    this.#begin(this.#options.outbox.leftOpen([]));
  }

  /** A session crashed or hung. */
  sessionDied(sessionId: string): void {
    this.#begin(this.#options.outbox.leftOpen([]).filter((pkg) => pkg.sessionId === sessionId));
  }

  /** What the shown session is to be told now. */
  now(): Interrupted | null {
    const shown = this.#shown;
    if (!shown) return null;
    const { packageId, serviceId, fee } = shown;
    const pkg = this.#options.outbox.get(packageId);
    return {
      packageId,
      serviceId,
      ...fee,
      outcome: outcomeOf(pkg),
      delivery: pkg && asTold(pkg),
      receiptPrinted: pkg !== null && pkg.printedAt !== null,
    };
  }

  /** Called when the state of this package has changed. */
  changed(packageId: string): void {
    if (this.#shown?.packageId === packageId) this.#options.tell(this.now());
  }

  /** What may be printed for it; `null` if it is not the one that is shown. */
  receiptOf(packageId: string): { readonly fee: Fee } | null {
    if (this.#shown?.packageId !== packageId) return null;
    return { fee: this.#shown.fee };
  }

  /** @throws Refusal `unknown-package` if it is not the one that is shown */
  close(packageId: string, how: 'done' | 'not-mine' | 'nobody'): void {
    const { outbox, statistics } = this.#options;
    if (this.#shown?.packageId !== packageId) throw new Refusal('unknown-package');
    this.#shown = null;
    outbox.close(packageId);
    statistics.count(`interrupted.${how}`);
    this.#showNext();
  }

  stop(): void {
    this.#options.clock.clearTimeout(this.#timer);
  }

  /** Recent payments for which the person has not yet got an answer or a receipt. */
  #begin(candidates: readonly StoredPackage[]): void {
    const left = candidates.flatMap(({ packageId, serviceId, fee, payment, paymentAt, printedAt }) =>
      fee && (printedAt === null || payment === 'paying' || payment === 'unclear')
        ? [{ packageId, serviceId, fee, paymentAt }]
        : [],
    );
    const before = this.#shown ? [this.#shown, ...this.#waiting] : this.#waiting;
    const fresh = [...left, ...before].filter((one) => this.#isFresh(one));
    if (fresh[0]?.packageId === this.#shown?.packageId) return;
    this.#waiting = fresh;
    this.#showNext();
  }

  #showNext(): void {
    const { clock, delays, statistics, tell } = this.#options;
    clock.clearTimeout(this.#timer);
    const [next = null, ...waiting] = this.#waiting.filter((one) => this.#isFresh(one));
    this.#shown = next;
    this.#waiting = waiting;
    if (next) {
      this.#timer = clock.setTimeout(() => this.close(next.packageId, 'nobody'), delays.interruptedShown);
      statistics.count('interrupted.shown');
    }
    tell(this.now());
  }

  #isFresh({ paymentAt }: Shown): boolean {
    const { clock, delays } = this.#options;
    return Math.abs(clock.now() - paymentAt) < delays.interruptedShown;
  }
}

function asTold(pkg: StoredPackage): Interrupted['delivery'] {
  const delivery = deliveryOf(pkg);
  // The authority's words may quote personal data, and the person who reads the screen now may be somebody else.
  return delivery?.kind === 'rejected' ? { ...delivery, problems: [], refund: delivery.refund ?? 'none' } : delivery;
}

function outcomeOf(pkg: StoredPackage | null): Interrupted['outcome'] {
  switch (pkg?.payment) {
    case 'paying':
      return 'asking';
    case 'unclear':
      return 'unclear';
    case undefined:
    case 'none':
    case 'due':
      // The package is erased or will be: nothing was charged.
      return 'not-paid';
    default:
      return 'paid';
  }
}
