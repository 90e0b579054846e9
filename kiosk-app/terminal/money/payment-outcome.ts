import type { PaymentOutcome } from '../../../device-drivers/payment/contract.ts';
import { code } from '../../../foundation/log.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import type { Books } from '../store/books.ts';
import { AuthoriseOutcome } from '../store/journal-facts.ts';
import { durablyAfterTheAct } from '../store/keeping/reserve.ts';
import type { StoredPackage } from '../store/package.ts';
import { drawConsequences } from '../store/package-consequences.ts';

export interface PaymentIntent {
  readonly intentId: string;
  readonly packageId: string;
  readonly cents: number;
}

/**
 * Writes the outcome of a payment and its consequences for the package in one transaction. So a crash cannot leave money
 * moved while neither the package is released nor staff are told.
 * @param also part of the same transaction
 */
export function settlePayment(
  books: Books,
  intent: PaymentIntent,
  outcome: PaymentOutcome,
  also: () => void = () => {},
): AuthoriseOutcome {
  const { db, journal, outbox, alerts, customerLines, statistics, log } = books;
  const { intentId, packageId } = intent;
  const facts = durablyAfterTheAct(db, (): AuthoriseOutcome => {
    const before = journal.outcomeOf('authorise', intentId);
    // Staff settled the alert before the device answered.
    if (before) return before;
    const pkg = outbox.get(packageId);
    const found = factsOf(outcome, intent.cents);
    const settled: AuthoriseOutcome =
      !pkg && found.result === 'paid' ? { ...found, result: 'unclear', reason: 'package-missing' } : found;
    journal.conclude('authorise', intentId, settled);
    statistics.count(`payment.${settled.result}`);
    if (settled.result === 'unclear') alerts.raise('payment-unclear', packageId, settled.reason);
    else alerts.mended('payment-unclear', packageId);
    if (!pkg) return settled;
    outbox.movePayment(packageId, ['paying', 'unclear'], NEXT[settled.result]);
    if (settled.result === 'paid') {
      sendPaid(outbox, pkg);
      if (outcome.kind === 'paid') customerLines.keep(packageId, outcome.receipts.customer);
    }
    drawConsequences(books, packageId);
    also();
    return settled;
  });
  log.event(facts.result === 'unclear' ? 'error' : 'info', 'payment.settled', {
    intent: code(intentId),
    result: code(facts.result),
    reason: code(facts.reason ?? 'none'),
  });
  return facts;
}

/** Its money is here: it is sent, or the authority that has it is told. Part of the transaction that books the money. */
export function sendPaid(outbox: Books['outbox'], pkg: StoredPackage): void {
  if (pkg.state === 'held') outbox.move(pkg.packageId, ['held'], 'released');
  // The request was sent before it was paid, so its sealed data says that the fee is due.
  else if (pkg.state === 'submitted' || pkg.state === 'accepted') outbox.owesNotice(pkg);
}

const NEXT = { paid: 'paid', 'not-paid': 'due', unclear: 'unclear' } as const;

/** The device could not be asked yet: staff are told, the intent stays open, and it is asked as soon as it can be. */
export function postponePayment(books: Books, intent: PaymentIntent, reason: string): void {
  const { db, outbox, alerts, log } = books;
  durablyAfterTheAct(db, () => {
    alerts.raise('payment-unclear', intent.packageId, reason);
    if (outbox.get(intent.packageId)?.payment === 'paying') {
      outbox.movePayment(intent.packageId, ['paying'], 'unclear');
    }
  });
  log.event('warn', 'payment.postponed', { intent: code(intent.intentId), reason: code(reason) });
}

function factsOf(outcome: PaymentOutcome, cents: number): AuthoriseOutcome {
  if (outcome.kind === 'unclear')
    return { result: 'unclear', reason: cut(AuthoriseOutcome.shape.reason, outcome.reason), record: null };
  const record = outcome.record;
  if (outcome.kind === 'not-paid') return { result: 'not-paid', reason: outcome.reason, record };
  // The device booked another amount than it was asked for: staff must decide what the citizen owes.
  if (record && record.amount !== null && record.amount !== cents) {
    return { result: 'unclear', reason: 'amount-differs', record };
  }
  return { result: 'paid', reason: null, record };
}
