import type { Clock } from '../../../../foundation/clock.ts';
import { delay } from '../../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../../foundation/errors.ts';
import { code } from '../../../../foundation/log.ts';
import type { Result } from '../../../../foundation/result.ts';
import type { PortalFailure } from '../../../../portals/http/request.ts';
import { failureCode } from '../../../../portals/http/request.ts';
import type { PaymentTransaction } from '../../../../portals/payment-portal/contract.ts';
import type { OnlineAnswer, OnlineProgress } from '../../../channel/terminal/money.ts';
import type { TerminalDelays } from '../../configuration/delays.ts';
import { type OnlinePortal, paymentToOpen } from '../../delivery/online-portal.ts';
import type { Books } from '../../store/books.ts';
import { durably } from '../../store/database.ts';
import type { OpenIntent } from '../../store/journal.ts';
import { refuseIfNotPayable } from '../refuse-if-not-payable.ts';
import { OnlineAsks } from './online-asks.ts';
import { noLongerAwaited, settleOnline } from './online-outcome.ts';
import { OnlineVisit } from './online-visit.ts';
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

/** What asking has brought: `open`: not paid yet. `unknown`: the portal did not say. */
type Heard = 'paid' | 'not-paid' | 'open' | 'unknown';
type Said = Result<PaymentTransaction, PortalFailure>;

/** How often the portal is asked while the citizen waits for its answer. */
const TRIES = 3;

/**
 * Payments on the citizen's own telephone. Each is written down before the portal is asked, its address before it is
 * shown, and it is asked about until its outcome is known, whoever waits for it (ARCHITECTURE.md, "The transaction").
 * There is one open payment of a package at most: a code that is shown again is the same one.
 */
export class OnlineDesk {
  readonly #options: OnlineDeskOptions;
  readonly #asks: OnlineAsks;
  /** Questions that are on their way: two callers share one answer. */
  readonly #asking = new Map<string, Promise<Heard>>();
  /** Payments that are being opened for the first time. */
  readonly #opening = new Set<string>();
  #visit: OnlineVisit | null = null;
  #isStopped = false;

  constructor(options: OnlineDeskOptions) {
    this.#options = options;
    this.#asks = new OnlineAsks(options.clock, options.delays);
  }

  /**
   * Answers when the payment has an outcome, its time on the screen is over, or the citizen has left it.
   * @throws Refusal `busy`, `already-paid`, `not-submitted`, `unknown-package`, `no-fee`, StoreRefusal: in each of them
   *   nothing was opened
   */
  async pay(packageId: string, onProgress: (progress: OnlineProgress) => void): Promise<OnlineAnswer> {
    const { outbox, onSettled, delays, clock } = this.#options;
    const pkg = outbox.get(packageId);
    if (!pkg) throw new Refusal('unknown-package');
    if (!pkg.fee) throw new Refusal('no-fee');
    if (pkg.payment === 'unclear') return { kind: 'unclear', reference: pkg.fee.reference };
    if (this.#visit !== null) throw new Refusal('busy');
    const intentId = this.#intend(packageId);
    const visit = new OnlineVisit({ packageId, intentId, onProgress, shownFor: delays.onlineShown, clock });
    visit.onExpired = () => void this.#part(visit, 'expired').catch(() => {});
    this.#visit = visit;
    try {
      void this.#show(visit);
      return await visit.answer;
    } finally {
      visit.close();
      this.#visit = null;
      this.#planNext(intentId, true);
      onSettled(packageId);
    }
  }

  /** The citizen wants another way: `pay` answers, with what the portal says at this moment. */
  async leave(packageId: string): Promise<void> {
    if (this.#visit?.packageId === packageId) await this.#part(this.#visit, 'left');
  }

  /**
   * Before a card is charged for the same: `paid` on the telephone after all; `unknown`: the portal does not say, so no
   * card may be charged. `free`: not paid until now.
   */
  async askBeforeCard(packageId: string): Promise<'free' | 'paid' | 'unknown'> {
    const open = this.#openOf(packageId);
    if (!open) return 'free';
    const heard = await this.#ask(open);
    if (heard === 'paid' || heard === 'unknown') return heard;
    if (heard === 'open') {
      this.#noLongerAwaited(packageId);
      this.#visitOf(open.intentId)?.end({ kind: 'not-paid', reason: 'left' });
    }
    return 'free';
  }

  /** A card was not charged: the telephone may have paid meanwhile. */
  async isPaidMeanwhile(packageId: string): Promise<boolean> {
    const open = this.#openOf(packageId);
    return open !== null && (await this.#ask(open)) === 'paid';
  }

  /** Settles what the run before left open, as far as the portal knows. */
  start(): void {
    for (const open of this.#options.journal.open('online')) {
      this.#askInBackground(open);
    }
  }

  /** Something has changed with this package that a payment may have waited for. */
  poke(packageId: string): void {
    const open = this.#openOf(packageId);
    if (open && this.#visit === null) this.#askInBackground(open);
  }

  /** Its session has gone: the payment goes on being asked about. */
  sessionGone(sessionId: string): void {
    const visit = this.#visit;
    const owner = visit && this.#options.outbox.get(visit.packageId)?.sessionId;
    if (visit && (owner === undefined || owner === sessionId)) visit.end({ kind: 'not-paid', reason: 'left' });
  }

  stop(): void {
    this.#isStopped = true;
    this.#visit?.close();
    this.#asks.stop();
  }

  #openOf(packageId: string): OpenIntent<'online'> | null {
    return this.#options.journal.open('online').find((open) => open.packageId === packageId) ?? null;
  }

  /** The open intent of the package, or a new one; durable when it returns. */
  #intend(packageId: string): string {
    const { db, journal, outbox } = this.#options;
    return durably(db, () => {
      const pkg = outbox.get(packageId);
      if (!pkg?.fee) throw new Refusal('unknown-package');
      if (journal.open('authorise').some((card) => card.packageId === packageId)) throw new Refusal('busy');
      const known = this.#openOf(packageId);
      if (!known || pkg.payment !== 'paying') refuseIfNotPayable(outbox, pkg);
      outbox.movePayment(packageId, ['due', 'paying'], 'paying');
      const { cents, reference, items } = pkg.fee;
      return known?.intentId ?? journal.intend('online', packageId, { cents, reference, items });
    });
  }

  async #show(visit: OnlineVisit): Promise<void> {
    const { clock, delays } = this.#options;
    const open = this.#openOf(visit.packageId);
    if (!open) return;
    if (open.evidence !== null) {
      this.#askInBackground(open);
      return;
    }
    this.#opening.add(open.intentId);
    try {
      for (let tries = 1; !visit.isOver && !this.#isStopped; tries++) {
        const said = await this.#open(open);
        if (this.#isStopped) return;
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
      }
    } catch (thrown) {
      this.#notRecorded(thrown);
      visit.end({ kind: 'not-paid', reason: 'refused' });
    } finally {
      this.#opening.delete(open.intentId);
    }
  }

  async #open({ intentId, intent }: OpenIntent<'online'>): Promise<Said> {
    const { client, thanksPage } = this.#options.portal;
    const said = await client.open(paymentToOpen(intentId, intent, thanksPage));
    this.#observe(said);
    return said;
  }

  #askInBackground(open: OpenIntent<'online'>): void {
    this.#ask(open).catch((thrown: unknown) => {
      if (this.#isStopped) return;
      this.#notRecorded(thrown);
      this.#planNext(open.intentId, false);
    });
  }

  #notRecorded(thrown: unknown): void {
    this.#options.log.event('error', 'online-payment.not-recorded', { reason: code(reasonOf(thrown)) });
  }

  async #ask(open: OpenIntent<'online'>): Promise<Heard> {
    const { intentId, evidence } = open;
    if (this.#opening.has(intentId)) return 'unknown';
    if (evidence === null) {
      concludeUnpaid(this.#options, open, 'never-shown');
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
      this.#notRecorded(thrown);
      this.#planNext(open.intentId, false);
      return 'unknown';
    }
  }

  #observe(said: Said): void {
    const { log, onObserved } = this.#options;
    if (!said.ok) log.event('warn', 'payment-portal.poll.failed', { reason: code(failureCode(said.error)) });
    onObserved(said.ok);
  }

  /** @throws StoreRefusal */
  #hear(open: OpenIntent<'online'>, said: Said): Heard {
    const { intentId, packageId } = open;
    if (!said.ok || said.value.status === 'INITIAL') {
      this.#stillOpen(open, said);
      this.#planNext(intentId, said.ok);
      return said.ok ? 'open' : 'unknown';
    }
    const verdict = settleOnline(this.#options, open, said.value, this.#options.tellOwed);
    if (verdict === 'wait') {
      this.#planNext(intentId, true);
      return 'open';
    }
    this.#asks.forget(intentId);
    const isPaid = verdict === 'paid';
    if (isPaid) this.#options.onPaid(packageId);
    const visit = this.#visitOf(intentId);
    const failed = said.value.status === 'CANCELED' ? 'cancelled' : 'failed';
    // Paid, and for something that is paid already: the citizen is told that it is paid, staff give one of the two back.
    if (visit) visit.end(verdict === 'not-paid' ? { kind: 'not-paid', reason: failed } : { kind: 'paid' });
    else if (isPaid) this.#options.onBooked(packageId);
    this.#options.onSettled(packageId);
    return isPaid ? 'paid' : 'not-paid';
  }

  #stillOpen(open: OpenIntent<'online'>, said: Said): void {
    const visit = this.#visitOf(open.intentId);
    if (visit) {
      visit.tell(said.ok ? said.value.transactionRedirectUrl : null, said.ok);
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

  /** The end of its time on the screen, unless the portal says otherwise at this moment. */
  async #part(visit: OnlineVisit, why: 'left' | 'expired'): Promise<void> {
    const { clock, delays } = this.#options;
    for (let tries = 1; ; tries++) {
      const open = this.#openOf(visit.packageId);
      if (!open || this.#opening.has(open.intentId)) return;
      const unclear = { kind: 'unclear', reference: open.intent.reference } as const;
      try {
        const heard = await this.#ask(open);
        if (visit.isOver || this.#isStopped) return;
        if (heard === 'open') {
          this.#noLongerAwaited(visit.packageId);
          return visit.end({ kind: 'not-paid', reason: why });
        }
        if (tries === TRIES) {
          // Nobody knows whether it is paid: it is not charged in another way, and the citizen is not kept here.
          postponeOnline(this.#options, open, 'portal-unreachable');
          return visit.end(unclear);
        }
      } catch (thrown) {
        if (this.#isStopped) return;
        this.#notRecorded(thrown);
        return visit.end(unclear);
      }
      await delay(clock, delays.onlineOpenAgain);
    }
  }

  #noLongerAwaited(packageId: string): void {
    durably(this.#options.db, () => noLongerAwaited(this.#options, packageId));
  }

  #visitOf(intentId: string): OnlineVisit | null {
    return this.#visit?.intentId === intentId && !this.#visit.isOver ? this.#visit : null;
  }

  #planNext(intentId: string, answered: boolean): void {
    if (this.#isStopped || this.#opening.has(intentId)) return;
    const open = this.#options.journal.open('online').find((one) => one.intentId === intentId);
    if (!open) {
      this.#asks.forget(intentId);
      return;
    }
    const isOverdue = this.#options.clock.now() - open.at >= this.#options.portal.validFor;
    const how = this.#visitOf(intentId) ? 'seen' : isOverdue ? 'overdue' : 'unseen';
    this.#asks.plan(intentId, how, answered, () => this.#askInBackground(open));
  }
}
