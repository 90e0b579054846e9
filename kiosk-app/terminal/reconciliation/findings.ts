import { z } from 'zod';
import { PaymentRecord } from '../../../device-drivers/payment/contract.ts';
import type { Item, OpenItem } from '../../../fleet-link/treasury/account.ts';
import type { Store } from '../store/database.ts';
import { AuthoriseIntent, StaffIntent } from '../store/journal-facts.ts';
import { type ActRow, common, LAST_OF_PACKAGE, partsOf } from './act-rows.ts';

const Concluded = z.looseObject({ result: z.string(), record: PaymentRecord.nullish() });

/** What staff found out of a payment or reversal whose end was unclear. */
export interface Finding {
  readonly row: ActRow;
  readonly packageId: string;
  readonly kind: OpenItem['kind'];
  /** It did happen. */
  readonly isSo: boolean;
}

export function findingOf(row: ActRow): Finding[] {
  if (row.outcome === null) return [];
  const { alert, how } = StaffIntent.parse(JSON.parse(row.intent));
  const packageId = row.package_id;
  if (alert === 'payment-unclear') return [{ row, packageId, kind: 'payment', isSo: how === 'paid' }];
  return alert === 'reversal-unclear' ? [{ row, packageId, kind: 'reversal', isSo: how === 'repaid' }] : [];
}

/** Of an act that an earlier closing listed as open. */
export function clearedOf(db: Store, { row, kind }: Finding): Item[] {
  const last = db
    .prepare<[string, string], Pick<ActRow, 'intent' | 'outcome' | 'payment'>>(LAST_OF_PACKAGE)
    .get(kind === 'payment' ? 'authorise' : 'reverse', row.package_id);
  const facts = last?.payment ?? last?.intent;
  if (!facts || !last?.outcome) return [];
  const outcome = Concluded.parse(JSON.parse(last.outcome));
  // Concluded by staff in one with it: listed with that outcome.
  if (outcome.result !== 'unclear') return [];
  const { cents, reference, items } = AuthoriseIntent.parse(JSON.parse(facts));
  const record = outcome.record?.resultCode === 0 ? outcome.record : null;
  const what = { ...common(row, record), reference, cents: record?.amount || cents };
  return [{ kind: kind === 'payment' ? 'cleared' : 'cleared-reversal', ...what, ...partsOf(items, what.cents) }];
}
