import { type Clock, delay } from '../../../../foundation/clock.ts';
import { reasonOf } from '../../../../foundation/errors.ts';
import { code } from '../../../../foundation/log.ts';
import type { Result } from '../../../../foundation/result.ts';
import { failureCode, type PortalFailure } from '../../../../portals/http/request.ts';
import type { PaymentTransaction } from '../../../../portals/payment-portal/contract.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import { type OnlinePortal, paymentToOpen } from '../../delivery/online-portal.ts';
import type { Books } from '../../store/books.ts';
import type { OpenIntent } from '../../store/journal.ts';
import { OnlineAsks } from './online-asks.ts';
import { settleOnline } from './online-outcome.ts';
import type { OnlineVisit } from './online-visit.ts';
import { concludeUnpaid, postponeOnline } from './postpone.ts';

export interface OnlineDeskOptions extends Books {
  readonly portal: OnlinePortal;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  /** Raises alerts for packages that nobody will pay any more, in the transaction of the outcome that causes it. */
  readonly tellOwed?: () => void;
  /** Something has become deliverable, or is to be given back. */
  readonly onPaid: (packageId: string) => void;
  /** After any outcome, and when there is none yet. */
  readonly onSettled: (packageId: string) => void;
  /** It was paid while no call waited for it. */
  readonly onBooked: (packageId: string) => void;
  /** The portal has just answered, or has not. */
  readonly onObserved: (isUp: boolean) => void;
}

export interface OnlineAskerOptions extends OnlineDeskOptions {
  /** The code of this payment stands on the screen, and a call waits for it; else `null`. */
  readonly visitOf: (intentId: string) => OnlineVisit | null;
}

/** What asking has brought: `open`: not paid yet. `unknown`: the portal did not say. */
export type Heard = 'paid' | 'not-paid' | 'open' | 'unknown';
type Said = Result<PaymentTransaction, PortalFailure>;

/** How often the portal is asked while the citizen waits for its answer. */
export const TRIES = 3;

/** Opens payments at the portal, asks about them until their outcome is known, and writes it down. */
export class OnlineAsker {
  readonly #options: OnlineAskerOptions;
  readonly #asks: OnlineAsks;
  /** Questions that are on their way: two callers share one answer. */
  readonly #asking = new Map<string, Promise<Heard>>();
  /** Payments that are being opened for the first time. */
  readonly #opening = new Set<string>();
  #isStopped = false;

  constructor(options: OnlineAskerOptions) {
    this.#options = options;
    this.#asks = new OnlineAsks(options.clock, options.delays);
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  isOpening(intentId: string): boolean {
    return this.#opening.has(intentId);
  }

  stop(): void {
    this.#isStopped = true;
    this.#asks.stop();
  }

  /** Opens it, unless it is open: then it is asked about. Never throws: what goes wrong ends the visit. */
  async open(visit: OnlineVisit): Promise<void> {
    const { clock, delays } = this.#options;
    const open = this.#openOf(visit.intentId);
    if (!open) return;
    if (open.evidence !== null) {
      this.askInBackground(open);
      return;
    }
    this.#opening.add(open.intentId);
    try {
      for (let tries = 1; !visit.isOver; tries++) {
        const said = await this.#callOpen(open);
        if (this.#isStopped) return;
        // Nobody has seen its address: that it was opened says nothing, unless the portal has money already.
        if (visit.isOver && !(said.ok && said.value.status === 'PAYED')) break;
        if (said.ok) {
          this.#options.journal.evidence('online', open.intentId, { transactionId: said.value.transactionId });
          this.#opening.delete(open.intentId);
          this.#hear(open, said);
          return;
        }
        const isFinal = said.error.reason === 'refused' || said.error.reason === 'unauthorised';
        if (isFinal || tries === TRIES) {
          // Its address was never shown, so nobody can pay it, even if the portal has opened it.
          concludeUnpaid(this.#options, open, isFinal ? 'refused' : 'unreachable');
          visit.end({ kind: 'not-paid', reason: isFinal ? 'refused' : 'unreachable' });
          return;
        }
        await delay(clock, delays.onlineOpenAgain);
        if (this.#isStopped) return;
      }
      concludeUnpaid(this.#options, open, 'never-shown');
      this.#options.onSettled(open.packageId);
    } catch (thrown) {
      this.notRecorded(thrown);
      visit.end({ kind: 'not-paid', reason: 'refused' });
      this.#opening.delete(open.intentId);
      this.plan(open.intentId, false);
    } finally {
      this.#opening.delete(open.intentId);
    }
  }

  async #callOpen({ intentId, intent }: OpenIntent<'online'>): Promise<Said> {
    const { client, thanksPage } = this.#options.portal;
    const said = await client.open(paymentToOpen(intentId, intent, thanksPage));
    this.#observe(said);
    return said;
  }

  /** As `ask`, where nobody waits for the answer. */
  askInBackground(open: OpenIntent<'online'>): void {
    this.ask(open).catch((thrown: unknown) => {
      if (this.#isStopped) return;
      this.notRecorded(thrown);
      this.plan(open.intentId, false);
    });
  }

  /**
   * Asks the portal, and writes down what it says.
   * @throws StoreRefusal
   */
  async ask(open: OpenIntent<'online'>): Promise<Heard> {
    const { intentId, evidence } = open;
    if (this.#opening.has(intentId)) return 'unknown';
    if (evidence === null) {
      concludeUnpaid(this.#options, open, 'never-shown');
      // Nobody may be there any more who could pay it.
      this.#options.onSettled(open.packageId);
      return 'not-paid';
    }
    const known = this.#asking.get(intentId);
    if (known) return known;
    const asking = this.#askNow(open, evidence.transactionId).finally(() => this.#asking.delete(intentId));
    this.#asking.set(intentId, asking);
    return asking;
  }

  async #askNow(open: OpenIntent<'online'>, transactionId: string): Promise<Heard> {
    const said = await this.#options.portal.client.read(transactionId);
    if (this.#isStopped) return 'unknown';
    this.#observe(said);
    try {
      return this.#hear(open, said);
    } catch (thrown) {
      this.notRecorded(thrown);
      this.plan(open.intentId, false);
      return 'unknown';
    }
  }

  #observe(said: Said): void {
    const { log, onObserved } = this.#options;
    if (!said.ok) log.event('warn', 'payment-portal.poll.failed', { reason: code(failureCode(said.error)) });
    // What it refuses it has answered.
    onObserved(said.ok || said.error.reason === 'refused');
  }

  /** @throws StoreRefusal */
  #hear(open: OpenIntent<'online'>, said: Said): Heard {
    const { intentId, packageId } = open;
    if (!said.ok || said.value.status === 'INITIAL') {
      this.#stillOpen(open, said);
      this.plan(intentId, said.ok);
      return said.ok ? 'open' : 'unknown';
    }
    const verdict = settleOnline(this.#options, open, said.value, this.#options.tellOwed);
    if (verdict === 'wait') {
      this.plan(intentId, true);
      return 'open';
    }
    this.#asks.forget(intentId);
    const isPaid = verdict === 'paid';
    if (isPaid) this.#options.onPaid(packageId);
    const visit = this.#options.visitOf(intentId);
    const failed = said.value.status === 'CANCELED' ? 'cancelled' : 'failed';
    // Paid, and for something that is paid already: the citizen is told that it is paid, staff give one of the two back.
    if (visit) visit.end(verdict === 'not-paid' ? { kind: 'not-paid', reason: failed } : { kind: 'paid' });
    else if (isPaid) this.#options.onBooked(packageId);
    this.#options.onSettled(packageId);
    return isPaid ? 'paid' : 'not-paid';
  }

  #stillOpen(open: OpenIntent<'online'>, said: Said): void {
    const visit = this.#options.visitOf(open.intentId);
    if (visit) {
      visit.tell(said.ok ? (said.value.transactionRedirectUrl ?? null) : null, said.ok);
      return;
    }
    const { clock, delays, portal, outbox } = this.#options;
    const over = clock.now() - open.at - portal.validFor;
    if (over < 0) return;
    const payment = outbox.get(open.packageId)?.payment;
    const isAwaited = payment === 'due' || payment === 'paying' || payment === 'unclear';
    if (said.ok && !isAwaited) {
      if (over >= delays.onlineForgottenAfter) concludeUnpaid(this.#options, open, 'expired');
    } else if (payment !== 'unclear') {
      postponeOnline(this.#options, open, said.ok ? 'still-open' : 'portal-unreachable');
      this.#options.onSettled(open.packageId);
    }
  }

  notRecorded(thrown: unknown): void {
    this.#options.log.event('error', 'online-payment.not-recorded', { reason: code(reasonOf(thrown)) });
  }

  /** @param answered the portal has just said something */
  plan(intentId: string, answered: boolean): void {
    if (this.#isStopped || this.#opening.has(intentId)) return;
    const open = this.#openOf(intentId);
    if (!open) {
      this.#asks.forget(intentId);
      return;
    }
    const isOverdue = this.#options.clock.now() - open.at >= this.#options.portal.validFor;
    const how = this.#options.visitOf(intentId) ? 'seen' : isOverdue ? 'overdue' : 'unseen';
    this.#asks.plan(intentId, how, answered, () => this.askInBackground(open));
  }

  #openOf(intentId: string): OpenIntent<'online'> | null {
    return this.#options.journal.open('online').find((open) => open.intentId === intentId) ?? null;
  }
}
