import { code } from '../../../../foundation/log.ts';
import { cut } from '../../../../foundation/rpc/cut.ts';
import { bookedStatus } from '../../../../portals/fit-connect/sealing/payment-information.ts';
import type { PaymentTransaction } from '../../../../portals/payment-portal/contract.ts';
import type { Books } from '../../store/books.ts';
import type { OpenIntent } from '../../store/journal.ts';
import { type OnlineOutcome, OnlineRecord } from '../../store/journal-facts.ts';
import { durablyAfterTheAct } from '../../store/keeping/reserve.ts';
import type { StoredPackage } from '../../store/package.ts';
import { drawConsequences } from '../../store/package-consequences.ts';
import { sendPaid } from '../payment-outcome.ts';

/**
 * `paid`: the package is paid by it. `given-back`: paid, and not the package's: staff repay. `wait`: paid, while a card is
 * being charged for the same: what the card terminal says comes first.
 */
export type OnlineVerdict = 'paid' | 'given-back' | 'not-paid' | 'wait';

type Final = Pick<PaymentTransaction, 'status' | 'transactionId' | 'paymentMethod' | 'paymentMethodDetail'>;

/**
 * Writes what became of a payment on a telephone and its consequences for the package in one transaction, as
 * `settlePayment` does for the card. Repeating it changes nothing.
 * @param final its status is not INITIAL
 * @param also part of the same transaction
 */
export function settleOnline(
  books: Books,
  open: OpenIntent<'online'>,
  final: Final,
  also: () => void = () => {},
): OnlineVerdict {
  const { db, journal, log } = books;
  const { intentId, packageId } = open;
  const verdict = durablyAfterTheAct(db, (): OnlineVerdict => {
    const before = journal.outcomeOf('online', intentId);
    if (before) return before.result === 'not-paid' ? 'not-paid' : before.reason === null ? 'paid' : 'given-back';
    const found = bookedStatus(final.status) !== null ? bookPaid(books, open, final) : bookUnpaid(books, open, final);
    if (found !== 'wait') {
      drawConsequences(books, packageId);
      also();
    }
    return found;
  });
  log.event(verdict === 'given-back' ? 'error' : 'info', 'online-payment.settled', {
    intent: code(intentId),
    result: code(verdict),
  });
  return verdict;
}

function bookPaid(books: Books, { intentId, packageId, intent }: OpenIntent<'online'>, final: Final): OnlineVerdict {
  const { journal, outbox, alerts, statistics } = books;
  if (isCardAtWork(books, packageId)) return 'wait';
  const pkg = outbox.get(packageId);
  const isMissed = intent.items.some(({ reference }) => outbox.paidElsewhere(reference, packageId));
  const reason = !pkg ? 'package-missing' : !isAwaited(pkg) || isMissed ? 'paid-twice' : null;
  journal.conclude('online', intentId, { result: 'paid', reason, record: recordOf(final) });
  statistics.count(reason === null ? 'payment.online.paid' : 'payment.online.given-back');
  if (!pkg || reason !== null) {
    noLongerAwaited(books, packageId);
    noLongerUnclear(books, packageId);
    alerts.raise('repay-online', packageId, reason);
    return 'given-back';
  }
  outbox.movePayment(packageId, ['due', 'paying', 'unclear'], 'paid');
  sendPaid(outbox, pkg);
  noLongerUnclear(books, packageId);
  return 'paid';
}

function bookUnpaid(books: Books, { intentId, packageId }: OpenIntent<'online'>, final: Final): OnlineVerdict {
  const { journal, statistics } = books;
  const reason = final.status === 'CANCELED' ? 'cancelled' : 'failed';
  journal.conclude('online', intentId, { result: 'not-paid', reason, record: recordOf(final) });
  statistics.count('payment.online.not-paid');
  noLongerAwaited(books, packageId);
  noLongerUnclear(books, packageId);
  return 'not-paid';
}

/** The package may be paid in another way: it waits for no telephone, as far as it did. */
export function noLongerAwaited(books: Pick<Books, 'journal' | 'outbox'>, packageId: string): void {
  const payment = books.outbox.get(packageId)?.payment;
  if (payment !== 'paying' && payment !== 'unclear') return;
  if (isCardAtWork(books, packageId) || (payment === 'unclear' && isCardUnclear(books, packageId))) return;
  books.outbox.movePayment(packageId, ['paying', 'unclear'], 'due');
}

/** It is known what became of the telephone's payment: staff need not look after it, unless they must after a card's. */
export function noLongerUnclear(books: Pick<Books, 'journal' | 'alerts'>, packageId: string): void {
  if (!isCardAtWork(books, packageId) && !isCardUnclear(books, packageId)) {
    books.alerts.mended('payment-unclear', packageId);
  }
}

const isAwaited = ({ payment }: StoredPackage): boolean =>
  payment === 'due' || payment === 'paying' || payment === 'unclear';

/** A card is being charged for it, or the card terminal has yet to say what became of that. */
export const isCardAtWork = ({ journal }: Pick<Books, 'journal'>, packageId: string): boolean =>
  journal.open('authorise').some((card) => card.packageId === packageId);

/** The card terminal cannot say whether a card was charged for it. */
const isCardUnclear = ({ journal }: Pick<Books, 'journal'>, packageId: string): boolean =>
  journal.lastOutcome('authorise', packageId)?.result === 'unclear';

const recordOf = ({ transactionId, paymentMethod, paymentMethodDetail }: Final): OnlineOutcome['record'] => ({
  transactionId,
  method: cut(OnlineRecord.shape.method, paymentMethod),
  methodDetail: cut(OnlineRecord.shape.methodDetail, paymentMethodDetail),
});
