import type { PaymentRecord } from '../../../device-drivers/payment/contract.ts';
import type { Item, OpenItem, UnsolicitedPayment } from '../../../fleet-link/treasury/account.ts';
import type { Store } from '../store/database.ts';
import {
  AuthoriseIntent,
  AuthoriseOutcome,
  OnlineIntent,
  OnlineOutcome,
  ReverseIntent,
  ReverseOutcome,
  UnsolicitedIntent,
} from '../store/journal-facts.ts';
import { ACTS, type ActRow, common, partsOf, type Range } from './act-rows.ts';
import { clearedOf, findingOf } from './findings.ts';

export interface Acts {
  readonly items: readonly Item[];
  readonly open: readonly OpenItem[];
  readonly foreign: readonly UnsolicitedPayment[];
}

/** What the journal says of money in a range, in its order. */
export function readActs(db: Store, range: Range): Acts {
  const rows = (kind: string) => db.prepare<object, ActRow>(ACTS).all({ ...range, kind });
  const payments = rows('authorise').flatMap((row) => paymentOf(row, range));
  const reversals = rows('reverse').flatMap((row) => reversalOf(row, range));
  const online = rows('online').flatMap((row) => onlinePaymentOf(row));
  const begun = [...payments, ...online, ...reversals];
  const found = rows('staff').flatMap((row) => findingOf(row));
  // Looked into before the closing: no longer open, and the device counts it with the rest.
  const foundOf = ({ isOpen, act }: Act) =>
    // What is paid on a telephone is decided by its own entry.
    isOpen && act.online === undefined
      ? found.find(({ packageId, kind }) => packageId === act.packageId && kind === act.kind)
      : undefined;
  const looked = begun.flatMap((one): Act[] => {
    const finding = foundOf(one);
    if (!finding || !one.isOpen) return [one];
    const { reason: _, bookedCents, ...act } = one.act;
    return finding.isSo ? [{ isOpen: false, act: { ...act, ...one.parts, cents: bookedCents ?? act.cents } }] : [];
  });
  const later = found.filter((finding) => finding.isSo && !begun.some((one) => foundOf(one) === finding));
  const all = [
    ...looked,
    ...later.flatMap((finding) => clearedOf(db, finding).map((act): Act => ({ isOpen: false, act }))),
  ].sort((x, y) => x.act.seq - y.act.seq);
  const items = all.flatMap(({ isOpen, act }) => (isOpen ? [] : [act]));
  // After a power cut a device may repeat a report that is in the journal already.
  const isKnown = ({ receiptNo, trace }: UnsolicitedPayment) =>
    receiptNo !== null && items.some((item) => item.receiptNo === receiptNo && item.trace === trace);
  return {
    items,
    open: all.flatMap(({ isOpen, act }) => (isOpen ? [act] : [])),
    foreign: rows('foreign')
      .flatMap(unsolicitedPaymentOf)
      .filter((told) => !isKnown(told)),
  };
}

type Act =
  | { readonly isOpen: false; readonly act: Item }
  /** `parts`: what it will be divided into once it is decided. */
  | { readonly isOpen: true; readonly act: OpenItem; readonly parts: Pick<Item, 'parts'> };

function paymentOf(row: ActRow, { fromSeq }: Range): Act[] {
  const { cents, reference, items } = AuthoriseIntent.parse(JSON.parse(row.intent));
  const outcome = row.outcome === null ? null : AuthoriseOutcome.parse(JSON.parse(row.outcome));
  if (outcome?.result === 'not-paid') return [];
  const record = outcome?.record ?? null;
  const what = { ...common(row, record), reference, cents };
  if (outcome?.result !== 'paid') {
    return [open('payment', what, row, outcome?.reason ?? null, record, partsOf(items, cents))];
  }
  // Begun before the closing before, when it was listed as open: the device counted it then.
  const kind = row.intent_seq <= fromSeq ? 'cleared' : 'payment';
  return [{ isOpen: false, act: { kind, ...what, ...partsOf(items, cents) } }];
}

/** No device counts it, so it is never "cleared": it belongs to the closing that comes after its outcome. */
function onlinePaymentOf(row: ActRow): Act[] {
  const { cents, reference, items } = OnlineIntent.parse(JSON.parse(row.intent));
  const outcome = row.outcome === null ? null : OnlineOutcome.parse(JSON.parse(row.outcome));
  if (outcome?.result === 'not-paid') return [];
  const record = outcome?.record ?? null;
  const way = { online: { transactionId: record?.transactionId ?? null, method: record?.method ?? null } };
  const [only, ...others] = items;
  // The package may be gone, and with it whose money it is.
  const payee = row.payee ?? (others.length === 0 ? (only?.payee ?? null) : null);
  const what = { ...common(row, null), payee, ...way, reference, cents };
  if (outcome === null) return [open('payment', what, row, 'online', null, partsOf(items, cents))];
  return [{ isOpen: false, act: { kind: 'payment', ...what, ...partsOf(items, cents) } }];
}

function reversalOf(row: ActRow, { fromSeq }: Range): Act[] {
  const intent = ReverseIntent.parse(JSON.parse(row.intent));
  const outcome = row.outcome === null ? null : ReverseOutcome.parse(JSON.parse(row.outcome));
  if (outcome?.result === 'not-reversed') return [];
  const paid = row.payment === null ? null : AuthoriseIntent.parse(JSON.parse(row.payment));
  const cents = intent.record.amount ?? paid?.cents ?? 0;
  if (cents === 0) return [];
  const what = { ...common(row, intent.record), reference: paid?.reference ?? '', cents };
  if (outcome?.result !== 'reversed') {
    return [open('reversal', what, row, outcome?.reason ?? null, null, partsOf(paid?.items, cents))];
  }
  const kind = row.intent_seq <= fromSeq ? 'cleared-reversal' : 'reversal';
  return [{ isOpen: false, act: { kind, ...what, ...partsOf(paid?.items, cents) } }];
}

/** A payment the device told unasked; a declined one moved nothing. */
function unsolicitedPaymentOf(row: ActRow): UnsolicitedPayment[] {
  const report = UnsolicitedIntent.parse(JSON.parse(row.intent));
  if (report.kind !== 'status' || report.record.resultCode !== 0 || !report.record.amount) return [];
  const { intentId, seq, at, receiptNo, trace, terminalId, cardName } = common(row, report.record);
  return [{ seq, at, intentId, cents: report.record.amount, receiptNo, trace, terminalId, cardName }];
}

function open(
  kind: OpenItem['kind'],
  what: Omit<OpenItem, 'kind' | 'reason' | 'bookedCents'>,
  row: ActRow,
  reason: string | null,
  record: PaymentRecord | null,
  parts: Pick<Item, 'parts'>,
): Act {
  const bookedCents = record?.resultCode === 0 ? record.amount : null;
  return { isOpen: true, act: { kind, ...what, seq: row.intent_seq, reason, bookedCents }, parts };
}
