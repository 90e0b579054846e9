import type { PaymentRecord } from '../../../device-drivers/payment/contract.ts';

import type { Item } from '../../../fleet-link/treasury/account.ts';
import type { AuthoriseIntent } from '../store/journal-facts.ts';

/** Journal entries after `fromSeq`, up to and including `toSeq`. */
export interface Range {
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface ActRow {
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
export const ACTS = `
  SELECT i.intent_id, i.seq AS intent_seq, i.at AS intent_at, i.package_id, i.facts AS intent, o.seq, o.at,
    o.facts AS outcome, p.payee, a.facts AS payment
  FROM journal i
  LEFT JOIN journal o ON o.intent_id = i.intent_id AND o.phase = 'outcome' AND o.seq <= @toSeq
  LEFT JOIN package p ON p.package_id = i.package_id
  LEFT JOIN journal a ON a.intent_id = json_extract(i.facts, '$.of') AND a.phase = 'intent'
  WHERE i.kind = @kind AND i.phase = 'intent' AND i.seq <= @toSeq AND (o.seq IS NULL OR o.seq > @fromSeq)
  ORDER BY coalesce(o.seq, i.seq)`;

/** The last act of a kind of a package; `payment` of a reversal: what it takes back. */
export const LAST_OF_PACKAGE = `
  SELECT i.facts AS intent, o.facts AS outcome, a.facts AS payment FROM journal i
  LEFT JOIN journal o ON o.intent_id = i.intent_id AND o.phase = 'outcome'
  LEFT JOIN journal a ON a.intent_id = json_extract(i.facts, '$.of') AND a.phase = 'intent'
  WHERE i.kind = ? AND i.phase = 'intent' AND i.package_id = ? ORDER BY i.seq DESC LIMIT 1`;

/** What each payee gets, where there are several; nothing if the device booked another amount than theirs together. */
export function partsOf(items: AuthoriseIntent['items'], cents: number): Pick<Item, 'parts'> {
  if (items === undefined || items.length < 2) return {};
  const parts = items.map(({ payee, reference, cents: own }) => ({ payee, reference, cents: own }));
  return parts.reduce((sum, part) => sum + part.cents, 0) === cents ? { parts } : {};
}

/** What every act of money has, whatever became of it. */
export function common(row: ActRow, record: PaymentRecord | null) {
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
