import { code } from '../../../../foundation/log.ts';
import type { Books } from '../../store/books.ts';
import type { OpenIntent } from '../../store/journal.ts';
import { durablyAfterTheAct } from '../../store/keeping/reserve.ts';
import { isCardAtWork, noLongerAwaited, noLongerUnclear } from './online-outcome.ts';

/**
 * The time in which the payment could be made is over, and the portal has not said what became of it: staff are told. The
 * intent stays open and the portal goes on being asked, until it knows, or staff have found out.
 */
export function postponeOnline(books: Books, { intentId, packageId }: OpenIntent<'online'>, reason: string): void {
  const { db, outbox, alerts, log } = books;
  durablyAfterTheAct(db, () => {
    alerts.raise('payment-unclear', packageId, reason);
    const payment = outbox.get(packageId)?.payment;
    if (!isCardAtWork(books, packageId) && (payment === 'paying' || payment === 'due')) {
      outbox.movePayment(packageId, ['paying', 'due'], 'unclear');
    }
  });
  log.event('warn', 'online-payment.postponed', { intent: code(intentId), reason: code(reason) });
}

/** Known to be unpaid without the portal having said so; `reason` says how it is known. */
export function concludeUnpaid(books: Books, { intentId, packageId }: OpenIntent<'online'>, reason: string): void {
  const { db, journal, log } = books;
  durablyAfterTheAct(db, () => {
    if (journal.outcomeOf('online', intentId)) return;
    journal.conclude('online', intentId, { result: 'not-paid', reason, record: null });
    noLongerAwaited(books, packageId);
    noLongerUnclear(books, packageId);
  });
  log.event('info', 'online-payment.settled', { intent: code(intentId), result: code('not-paid') });
}
