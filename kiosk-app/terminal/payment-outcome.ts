import type { PaymentOutcome, PaymentRecord } from '../../device-drivers/payment/contract.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Alerts } from './store/alerts.ts';
import type { CustomerLines } from './store/customer-lines.ts';
import { durably, type Store } from './store/database.ts';
import type { AuthoriseOutcome } from './store/facts.ts';
import type { Journal } from './store/journal.ts';
import type { Outbox } from './store/outbox.ts';
import type { Statistics } from './store/statistics.ts';

export interface Books {
  readonly db: Store;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly customerLines: CustomerLines;
  readonly alerts: Alerts;
  readonly statistics: Statistics;
  readonly log: Log;
}

/**
 * Writes the outcome of a payment and what follows from it for the package, in one transaction: there is no instant at
 * which money has moved and the package is not on its way.
 */
export function settlePayment(
  books: Books,
  intent: { readonly intentId: string; readonly packageId: string; readonly cents: number },
  outcome: PaymentOutcome,
): AuthoriseOutcome {
  const facts = factsOf(outcome, intent.cents);
  const next = { paid: 'paid', 'not-paid': 'due', unclear: 'unclear' } as const;
  durably(books.db, () => {
    books.journal.conclude('authorise', intent.intentId, facts);
    books.outbox.movePayment(intent.packageId, ['paying', 'unclear'], next[facts.result]);
    if (facts.result === 'unclear') books.alerts.raise('payment-unclear', intent.packageId, facts.reason);
    else books.alerts.mended('payment-unclear', intent.packageId);
    if (facts.result === 'paid' && books.outbox.get(intent.packageId)?.state === 'held') {
      books.outbox.move(intent.packageId, ['held'], 'released');
    }
    if (facts.result === 'paid' && outcome.kind === 'paid') {
      books.customerLines.keep(intent.packageId, outcome.receipts.customer);
    }
    books.statistics.count(`payment.${facts.result}`);
  });
  books.log.event(facts.result === 'unclear' ? 'error' : 'info', 'payment.settled', {
    intent: code(intent.intentId),
    result: code(facts.result),
    reason: code(facts.reason ?? 'none'),
  });
  return facts;
}

function factsOf(outcome: PaymentOutcome, cents: number): AuthoriseOutcome {
  if (outcome.kind === 'unclear') return { result: 'unclear', reason: outcome.reason.slice(0, 80), record: null };
  const record = outcome.record && recordFacts(outcome.record);
  if (outcome.kind === 'not-paid') return { result: 'not-paid', reason: outcome.reason, record };
  // A device that booked another amount than asked for: nobody but staff can say what the citizen owes.
  if (record && record.amount !== null && record.amount !== cents) {
    return { result: 'unclear', reason: 'amount-differs', record };
  }
  return { result: 'paid', reason: null, record };
}

/** Only the fields of the contract: a journal entry must not fail over something a driver adds. */
export function recordFacts(record: PaymentRecord): PaymentRecord {
  const { resultCode, amount, receiptNo, trace, terminalId, date, time, cardName, maskedPan, authCode, text } = record;
  return { resultCode, amount, receiptNo, trace, terminalId, date, time, cardName, maskedPan, authCode, text };
}
