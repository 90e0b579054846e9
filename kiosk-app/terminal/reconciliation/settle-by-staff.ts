import type { z } from 'zod';
import type { Alert, AlertKind } from '../../../fleet-link/contract.ts';
import { CASE_WAYS, type How } from '../../../fleet-link/treasury/ways.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { cut } from '../../../foundation/rpc/cut.ts';
import type { Alerts } from '../store/alerts.ts';
import { durably, type Store } from '../store/database.ts';
import type { Journal } from '../store/journal.ts';
import { StaffIntent } from '../store/journal-facts.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';
import { drawConsequences } from '../store/package-consequences.ts';

export type SettleRefusal = 'unknown-alert' | 'not-for-this-alert' | 'wrong-state';

/** What staff may have found out or done, by what they were told. */
export const WAYS: Readonly<Record<AlertKind, readonly How[]>> = {
  ...CASE_WAYS,
  'delivery-overdue': ['delivered-otherwise', 'seen'],
  'journal-broken': ['seen'],
  'storage-low': ['seen'],
  'clock-wrong': ['seen'],
  'unknown-keyboard': ['seen'],
};

/** Who settles it; with the hub's command, why, and which command it was. */
export type Settler = Pick<z.infer<typeof StaffIntent>, 'who' | 'why' | 'command'>;

export interface SettleBooks {
  readonly db: Store;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly alerts: Alerts;
}

/**
 * A person has looked and says how it is: written into the journal with who, together with what follows for the
 * package, in one transaction. The terminal may be running: it reads the same database.
 * @param by account name at the operating system, or at the hub
 * @throws Refusal<SettleRefusal>, StoreRefusal
 */
export function settleAlert(books: SettleBooks, alertId: string, how: How, { who, ...by }: Settler): Alert {
  const { db, journal, alerts } = books;
  return durably(db, () => {
    const alert = alerts.get(alertId);
    if (!alert) throw new Refusal<SettleRefusal>('unknown-alert');
    if (!WAYS[alert.kind].includes(how)) throw new Refusal<SettleRefusal>('not-for-this-alert', alert.kind);
    const subject = alert.packageId ?? alertId;
    const intentId = journal.intend('staff', subject, {
      alertId,
      alert: alert.kind,
      how,
      who: cut(StaffIntent.shape.who, who),
      ...by,
    });
    alerts.settle(alertId, how);
    if (alert.packageId !== null) follow(books, alert.kind, alert.packageId, how);
    journal.conclude('staff', intentId, { result: 'done' });
    return alert;
  });
}

function follow(books: SettleBooks, kind: AlertKind, packageId: string, how: How): void {
  const { outbox, alerts } = books;
  const pkg = outbox.get(packageId);
  if (kind === 'payment-unclear' && (!pkg || !isAwaited(pkg))) {
    // A telephone on which it was not to be paid any more: the package is paid in another way, or gone.
    concludeOnline(books, packageId, how === 'paid' ? (pkg ? 'paid-twice' : 'package-missing') : 'not-paid');
    if (how === 'paid') alerts.raise('repay-online', packageId, 'staff');
    return;
  }
  if (!pkg) return;
  switch (kind) {
    // Its money is paid twice: the other one stays.
    case 'repay-online':
      break;
    case 'payment-unclear':
      concludePayment(books, packageId, how === 'paid' ? 'paid' : 'not-paid');
      outbox.movePayment(packageId, ['unclear', 'paying'], how === 'paid' ? 'paid' : 'due');
      if (how === 'paid' && pkg.state === 'held') outbox.move(packageId, ['held'], 'released', { nextTryAt: null });
      else if (how === 'paid' && (pkg.state === 'submitted' || pkg.state === 'accepted')) outbox.owesNotice(pkg);
      drawConsequences({ outbox, alerts, policyOf: leftToStaff }, packageId);
      break;
    case 'reversal-unclear':
      concludeReversal(books, packageId, how === 'repaid' ? 'reversed' : 'not-reversed');
      if (how === 'repaid') {
        outbox.movePayment(packageId, ['unclear', 'reversing'], 'reversed');
      } else {
        // The device did not: the money is here and has to go back by hand.
        outbox.movePayment(packageId, ['unclear', 'reversing'], 'repay');
        alerts.raise('reversal-failed', packageId, 'staff');
      }
      break;
    case 'fee-due':
      // The fee was paid elsewhere or is no longer demanded, so nothing is owed here.
      outbox.movePayment(packageId, ['due'], how === 'paid' ? 'paid' : 'reversed');
      break;
    default:
      if (how === 'repaid') outbox.movePayment(packageId, ['paid', 'repay', 'unclear'], 'reversed');
  }
}

const isAwaited = ({ payment }: StoredPackage): boolean => payment === 'unclear' || payment === 'paying';

/** Ends the enquiry at the payment portal. */
function concludeOnline(
  { journal }: SettleBooks,
  packageId: string,
  found: 'paid' | 'not-paid' | 'paid-twice' | 'package-missing',
): void {
  for (const { intentId, evidence } of journal.open('online').filter((intent) => intent.packageId === packageId)) {
    const record = evidence && { ...evidence, method: null, methodDetail: null };
    if (found === 'not-paid') journal.conclude('online', intentId, { result: found, reason: 'staff', record });
    else journal.conclude('online', intentId, { result: 'paid', reason: found === 'paid' ? null : found, record });
  }
}

/** Ends the enquiry at the device, because staff settled the alert first. An outcome that exists already stays. */
function concludePayment(books: SettleBooks, packageId: string, result: 'paid' | 'not-paid'): void {
  const { journal } = books;
  const asked = journal.open('authorise').filter((intent) => intent.packageId === packageId);
  for (const { intentId } of asked) {
    journal.conclude('authorise', intentId, { result, reason: 'staff', record: null });
  }
  // What staff found out is of the card, if one was to be charged: the portal is asked on.
  const isOfCard = asked.length > 0 || journal.lastOutcome('authorise', packageId)?.result === 'unclear';
  if (!isOfCard) concludeOnline(books, packageId, result);
}

function concludeReversal({ journal }: SettleBooks, packageId: string, result: 'reversed' | 'not-reversed'): void {
  for (const { intentId } of journal.open('reverse').filter((intent) => intent.packageId === packageId)) {
    journal.conclude('reverse', intentId, { result, reason: 'staff' });
  }
}

/** A person is at it already: no payment is reversed by itself behind their back. */
const leftToStaff = () => ({ whenRejected: 'flag', whenUndeliverable: 'flag' }) as const;
