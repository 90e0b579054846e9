import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../../foundation/result.ts';
import type { PortalFailure } from '../../../portals/http/request.ts';
import type { PaymentTransaction } from '../../../portals/payment-portal/contract.ts';
import type { PaymentToOpen } from '../../../portals/payment-portal/request.ts';
import type { OnlinePortal } from '../delivery/online-portal.ts';

/** An answer that does not come: nothing was done, or it was done and nobody hears of it. */
export const PORTAL_LOSSES = ['none', 'before', 'after'] as const;
export type PortalLoss = (typeof PORTAL_LOSSES)[number];

interface Opened {
  readonly payment: PaymentToOpen;
  transaction: PaymentTransaction;
}

const LOST: Result<never, PortalFailure> = err({ reason: 'unreachable', detail: 'test' });

/** A payment portal with a memory of its own, which outlives the terminal that asks it: the witness of what was charged. */
export class LedgerPortal implements Pick<OnlinePortal, 'client' | 'thanksPage' | 'validFor'> {
  readonly thanksPage = 'https://musterstadt.example/danke';
  readonly validFor = 60 * 60_000;
  readonly opened: Opened[] = [];
  isDown = false;
  /** Of the next call. */
  loss: PortalLoss = 'none';
  reads = 0;

  readonly client: OnlinePortal['client'] = {
    open: async (payment) => this.#answer(() => this.#open(payment)),
    read: async (transactionId) => {
      this.reads++;
      const found = this.opened.find(({ transaction }) => transaction.transactionId === transactionId);
      if (!found) return err({ reason: 'refused', status: 404, problem: null });
      return this.#answer(() => found.transaction);
    },
  };

  /** What a telephone does with the last one. @returns false unless it is open */
  decide(status: 'PAYED' | 'FAILED' | 'CANCELED'): boolean {
    return this.decideOn(this.opened.at(-1), status);
  }

  decideOn(which: Opened | undefined, status: 'PAYED' | 'FAILED' | 'CANCELED'): boolean {
    if (which?.transaction.status !== 'INITIAL') return false;
    which.transaction = { ...which.transaction, status, paymentMethod: 'GIROPAY' };
    return true;
  }

  /** How often this amount, in cents, was paid. Amounts are unique in a test. */
  charges(cents: number): number {
    return this.opened.filter(
      ({ payment, transaction }) => transaction.status === 'PAYED' && totalOf(payment) === cents,
    ).length;
  }

  #open(payment: PaymentToOpen): PaymentTransaction {
    const known = this.opened.find((one) => one.payment.requestId === payment.requestId);
    if (known) return known.transaction;
    const transactionId = randomUUID();
    const transaction: PaymentTransaction = {
      transactionRedirectUrl: `https://pay.example/${transactionId}`,
      transactionId,
      transactionReference: payment.purpose,
      transactionTimestamp: '',
      status: 'INITIAL',
    };
    this.opened.push({ payment, transaction });
    return transaction;
  }

  #answer<T>(what: () => T): Result<T, PortalFailure> {
    const { loss } = this;
    this.loss = 'none';
    if (this.isDown || loss === 'before') return LOST;
    const answer = what();
    return loss === 'after' ? LOST : ok(answer);
  }
}

const totalOf = ({ items }: PaymentToOpen): number => items.reduce((sum, { cents }) => sum + cents, 0);
