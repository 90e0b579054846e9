import { delay } from '../../../../foundation/clock.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import type { OnlineAnswer, OnlineProgress } from '../../../channel/terminal/money.ts';
import { durably } from '../../store/database.ts';
import type { OpenIntent } from '../../store/journal.ts';
import { refuseIfNotPayable } from '../refuse-if-not-payable.ts';
import { OnlineAsker, type OnlineDeskOptions, TRIES } from './online-asker.ts';
import { isCardAtWork, noLongerAwaited } from './online-outcome.ts';
import { OnlineVisit } from './online-visit.ts';
import { postponeOnline } from './postpone.ts';

/**
 * Payments on the citizen's own telephone. Each is written down before the portal is asked, its address before it is
 * shown, and it is asked about until its outcome is known, whoever waits for it (ARCHITECTURE.md, "The transaction").
 * There is one open payment of a package at most: a code that is shown again is the same one.
 */
export class OnlineDesk {
  readonly #options: OnlineDeskOptions;
  readonly #asker: OnlineAsker;
  #visit: OnlineVisit | null = null;

  constructor(options: OnlineDeskOptions) {
    this.#options = options;
    this.#asker = new OnlineAsker({ ...options, visitOf: (intentId) => this.#visitOf(intentId) });
  }

  /**
   * Answers when the payment has an outcome, its time on the screen is over, or the citizen has left it.
   * @throws Refusal `busy`, `unknown-package`, `no-fee`, those of `refuseIfNotPayable`, StoreRefusal: in each of them
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
      void this.#asker.open(visit);
      return await visit.answer;
    } finally {
      visit.close();
      this.#visit = null;
      this.#asker.plan(intentId, true);
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
    const heard = await this.#asker.ask(open);
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
    return open !== null && (await this.#asker.ask(open)) === 'paid';
  }

  /** Settles what the run before left open, as far as the portal knows. */
  start(): void {
    for (const open of this.#options.journal.open('online')) {
      this.#asker.askInBackground(open);
    }
  }

  /** Something has changed with this package that a payment may have waited for. */
  poke(packageId: string): void {
    const open = this.#openOf(packageId);
    if (open && this.#visit === null) this.#asker.askInBackground(open);
  }

  /** Its session has gone: the payment goes on being asked about. */
  sessionGone(sessionId: string): void {
    const visit = this.#visit;
    const owner = visit && this.#options.outbox.get(visit.packageId)?.sessionId;
    if (visit && (owner === undefined || owner === sessionId)) visit.end({ kind: 'not-paid', reason: 'left' });
  }

  stop(): void {
    this.#visit?.close();
    this.#asker.stop();
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
      if (isCardAtWork({ journal }, packageId)) throw new Refusal('busy');
      const known = this.#openOf(packageId);
      if (!known || pkg.payment !== 'paying') refuseIfNotPayable(outbox, pkg);
      outbox.movePayment(packageId, ['due', 'paying'], 'paying');
      const { cents, reference, items } = pkg.fee;
      return known?.intentId ?? journal.intend('online', packageId, { cents, reference, items });
    });
  }

  /** The end of its time on the screen, unless the portal says otherwise at this moment. */
  async #part(visit: OnlineVisit, why: 'left' | 'expired'): Promise<void> {
    const { clock, delays } = this.#options;
    for (let tries = 1; ; tries++) {
      const open = this.#openOf(visit.packageId);
      if (!open || this.#asker.isOpening(open.intentId)) return;
      const unclear = { kind: 'unclear', reference: open.intent.reference } as const;
      try {
        const heard = await this.#asker.ask(open);
        if (visit.isOver || this.#asker.isStopped) return;
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
        if (this.#asker.isStopped) return;
        this.#asker.notRecorded(thrown);
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
}
