import { z } from 'zod';
import type { PaymentRecord } from '../../../device-drivers/payment/contract.ts';
import type { Store } from '../store/database.ts';
import {
  AuthoriseIntent,
  AuthoriseOutcome,
  ForeignIntent,
  RecordFacts,
  ReverseIntent,
  ReverseOutcome,
  StaffIntent,
} from '../store/facts.ts';
import type { ForeignItem, Item, OpenItem } from './account.ts';

/** Journal entries after `fromSeq`, up to and including `toSeq`. */
export interface Range {
  readonly fromSeq: number;
  readonly toSeq: number;
}

interface Row {
  readonly intent_id: string;
  readonly intent_seq: number;
  readonly intent_at: number;
  readonly package_id: string;
  readonly intent: string;
  readonly seq: number | null;
  readonly at: number | null;
  readonly outcome: string | null;
  readonly payee: string | null;
  /** Facts of the payment that a reversal is of. */
  readonly payment: string | null;
}

/** An intent that has an outcome within the range, or none up to its end. */
const ACTS = `
  SELECT i.intent_id, i.seq AS intent_seq, i.at AS intent_at, i.package_id, i.facts AS intent, o.seq, o.at,
    o.facts AS outcome, p.payee, a.facts AS payment
  FROM journal i
  LEFT JOIN journal o ON o.intent_id = i.intent_id AND o.phase = 'outcome' AND o.seq <= @toSeq
  LEFT JOIN package p ON p.package_id = i.package_id
  LEFT JOIN journal a ON a.intent_id = json_extract(i.facts, '$.of') AND a.phase = 'intent'
  WHERE i.kind = @kind AND i.phase = 'intent' AND i.seq <= @toSeq AND (o.seq IS NULL OR o.seq > @fromSeq)
  ORDER BY coalesce(o.seq, i.seq)`;

/** The last act of a kind of a package; `payment` of a reversal: what it takes back. */
const LAST_OF_PACKAGE = `
  SELECT i.facts AS intent, o.facts AS outcome, a.facts AS payment FROM journal i
  LEFT JOIN journal o ON o.intent_id = i.intent_id AND o.phase = 'outcome'
  LEFT JOIN journal a ON a.intent_id = json_extract(i.facts, '$.of') AND a.phase = 'intent'
  WHERE i.kind = ? AND i.phase = 'intent' AND i.package_id = ? ORDER BY i.seq DESC LIMIT 1`;

export interface Acts {
  readonly items: readonly Item[];
  readonly open: readonly OpenItem[];
  readonly foreign: readonly ForeignItem[];
}

/** What the journal says of money in a range, in its order. */
export function readActs(db: Store, range: Range): Acts {
  const rows = (kind: string) => db.prepare<object, Row>(ACTS).all({ ...range, kind });
  const payments = rows('authorise').flatMap((row) => paymentOf(row, range));
  const reversals = rows('reverse').flatMap((row) => reversalOf(row, range));
  const begun = [...payments, ...reversals];
  const found = rows('staff').flatMap((row) => findingOf(row));
  // Looked into before the closing: no longer open, and the device counts it with the rest.
  const foundOf = ({ isOpen, act }: Act) =>
    isOpen ? found.find(({ packageId, kind }) => packageId === act.packageId && kind === act.kind) : undefined;
  const looked = begun.flatMap((one): Act[] => {
    const finding = foundOf(one);
    if (!finding || !one.isOpen) return [one];
    const { reason: _, bookedCents, ...act } = one.act;
    return finding.isSo ? [{ isOpen: false, act: { ...act, cents: bookedCents ?? act.cents } }] : [];
  });
  const later = found.filter((finding) => finding.isSo && !begun.some((one) => foundOf(one) === finding));
  const all = [...looked, ...later.flatMap((finding) => clearedOf(db, finding))].sort((x, y) => x.act.seq - y.act.seq);
  const items = all.flatMap(({ isOpen, act }) => (isOpen ? [] : [act]));
  // After a power cut a device may tell once more what we know already.
  const isKnown = ({ receiptNo, trace }: ForeignItem) =>
    receiptNo !== null && items.some((item) => item.receiptNo === receiptNo && item.trace === trace);
  return {
    items,
    open: all.flatMap(({ isOpen, act }) => (isOpen ? [act] : [])),
    foreign: rows('foreign')
      .flatMap(foreignOf)
      .filter((told) => !isKnown(told)),
  };
}

type Act = { readonly isOpen: false; readonly act: Item } | { readonly isOpen: true; readonly act: OpenItem };

function paymentOf(row: Row, { fromSeq }: Range): Act[] {
  const { cents, reference } = AuthoriseIntent.parse(JSON.parse(row.intent));
  const outcome = row.outcome === null ? null : AuthoriseOutcome.parse(JSON.parse(row.outcome));
  if (outcome?.result === 'not-paid') return [];
  const record = outcome?.record ?? null;
  const what = { ...common(row, record), reference, cents };
  if (outcome?.result !== 'paid') return [open('payment', what, row, outcome?.reason ?? null, record)];
  // Begun before the closing before, when it was listed as open: the device counted it then.
  const kind = row.intent_seq <= fromSeq ? 'cleared' : 'payment';
  return [{ isOpen: false, act: { kind, ...what } }];
}

function reversalOf(row: Row, { fromSeq }: Range): Act[] {
  const intent = ReverseIntent.parse(JSON.parse(row.intent));
  const outcome = row.outcome === null ? null : ReverseOutcome.parse(JSON.parse(row.outcome));
  if (outcome?.result === 'not-reversed') return [];
  const paid = row.payment === null ? null : AuthoriseIntent.parse(JSON.parse(row.payment));
  const cents = intent.record.amount ?? paid?.cents ?? 0;
  if (cents === 0) return [];
  const what = { ...common(row, intent.record), reference: paid?.reference ?? '', cents };
  if (outcome?.result !== 'reversed') return [open('reversal', what, row, outcome?.reason ?? null, null)];
  return [{ isOpen: false, act: { kind: row.intent_seq <= fromSeq ? 'cleared-reversal' : 'reversal', ...what } }];
}

/** What staff found out of a payment or reversal whose end was unclear. */
interface Finding {
  readonly row: Row;
  readonly packageId: string;
  readonly kind: OpenItem['kind'];
  /** It did happen. */
  readonly isSo: boolean;
}

function findingOf(row: Row): Finding[] {
  if (row.outcome === null) return [];
  const { alert, how } = StaffIntent.parse(JSON.parse(row.intent));
  const packageId = row.package_id;
  if (alert === 'payment-unclear') return [{ row, packageId, kind: 'payment', isSo: how === 'paid' }];
  return alert === 'reversal-unclear' ? [{ row, packageId, kind: 'reversal', isSo: how === 'repaid' }] : [];
}

/** Of an act that an earlier closing listed as open. */
function clearedOf(db: Store, { row, kind }: Finding): Act[] {
  const last = db
    .prepare<[string, string], Pick<Row, 'intent' | 'outcome' | 'payment'>>(LAST_OF_PACKAGE)
    .get(kind === 'payment' ? 'authorise' : 'reverse', row.package_id);
  const facts = last?.payment ?? last?.intent;
  if (!facts || !last?.outcome) return [];
  const outcome = Concluded.parse(JSON.parse(last.outcome));
  // Concluded by staff in one with it: listed with that outcome.
  if (outcome.result !== 'unclear') return [];
  const { cents, reference } = AuthoriseIntent.parse(JSON.parse(facts));
  const record = outcome.record?.resultCode === 0 ? outcome.record : null;
  const what = { ...common(row, record), reference, cents: record?.amount || cents };
  return [{ isOpen: false, act: { kind: kind === 'payment' ? 'cleared' : 'cleared-reversal', ...what } }];
}

const Concluded = z.looseObject({ result: z.string(), record: RecordFacts.nullish() });

/** A payment the device told unasked; a declined one moved nothing. */
function foreignOf(row: Row): ForeignItem[] {
  const report = ForeignIntent.parse(JSON.parse(row.intent));
  if (report.kind !== 'status' || report.record.resultCode !== 0 || !report.record.amount) return [];
  const { intentId, seq, at, receiptNo, trace, terminalId, cardName } = common(row, report.record);
  return [{ seq, at, intentId, cents: report.record.amount, receiptNo, trace, terminalId, cardName }];
}

function common(row: Row, record: PaymentRecord | null) {
  return {
    seq: row.seq ?? row.intent_seq,
    at: row.at ?? row.intent_at,
    intentId: row.intent_id,
    packageId: row.package_id,
    payee: row.payee,
    receiptNo: record?.receiptNo ?? null,
    trace: record?.trace ?? null,
    terminalId: record?.terminalId ?? null,
    cardName: record?.cardName ?? null,
    authCode: record?.authCode ?? null,
  };
}

function open(
  kind: OpenItem['kind'],
  what: Omit<OpenItem, 'kind' | 'reason' | 'bookedCents'>,
  row: Row,
  reason: string | null,
  record: PaymentRecord | null,
): Act {
  const bookedCents = record?.resultCode === 0 ? record.amount : null;
  return { isOpen: true, act: { kind, ...what, seq: row.intent_seq, reason, bookedCents } };
}
