import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import type { FeeItem, PackageFee } from '../../channel/terminal/money.ts';

/**
 * Delivery: `held` sealed, waiting for payment or release · `released` to be delivered · `delivering` begun at the
 * portal · `submitted` handed in, waiting for the authority's event · `accepted` · `rejected` · `flagged` needs staff
 * (key rolled over, refused for good, or the authority contradicts itself).
 */
export type DeliveryState = 'held' | 'released' | 'delivering' | 'submitted' | 'accepted' | 'rejected' | 'flagged';

/**
 * `none` nothing to pay · `due` · `paying` at the payment terminal · `paid` · `unclear` nobody knows where the money is
 * (the alert says since which act) · `reversing` to be given back by the payment terminal · `reversed` · `repay` by staff.
 */
export type PaymentState = 'none' | 'due' | 'paying' | 'paid' | 'unclear' | 'reversing' | 'reversed' | 'repay';

/** Its items add up to `cents`; `reference` is that of the first. */
export type Fee = PackageFee;

export interface StoredPackage {
  readonly packageId: string;
  /** Its case number: what people hold in their hands. */
  readonly number: string;
  readonly sessionId: string;
  readonly serviceId: string;
  readonly destinationId: string;
  readonly state: DeliveryState;
  readonly payment: PaymentState;
  readonly fee: Fee | null;
  /** A notice of the payment of that package, written by the terminal itself; `null`: a citizen's request. */
  readonly noticeOf: string | null;
  /** Whose money it is; `null` without fee, with items of several payees, and in rows older than payees. */
  readonly payee: string | null;
  /** What the delivery needs to go on where it stopped; JSON of the portal client. */
  readonly progress: string | null;
  readonly attempts: number;
  /** Epoch milliseconds; `null` = now. */
  readonly nextTryAt: number | null;
  readonly reason: string | null;
  readonly heldAt: number;
  /** Of `state`. */
  readonly changedAt: number;
  /** Of `payment`. */
  readonly paymentAt: number;
  /** When its receipt came out of the printer; `null` if it did not. */
  readonly printedAt: number | null;
  /** When the person it belongs to was done with it; `null` if the session died before. */
  readonly closedAt: number | null;
}

export interface PackageRow {
  package_id: string;
  session_id: string;
  service_id: string;
  destination_id: string;
  state: DeliveryState;
  payment: PaymentState;
  fee_cents: number | null;
  reference: string | null;
  payee: string | null;
  /** JSON array of its items, in their order. */
  items: string;
  notice_of: string | null;
  progress: string | null;
  attempts: number;
  next_try_at: number | null;
  reason: string | null;
  held_at: number;
  changed_at: number;
  payment_at: number;
  printed_at: number | null;
  closed_at: number | null;
}

/** Everything but the ciphertext and the authority's problems. */
export const FIELDS = `package_id, session_id, service_id, destination_id, state, payment, fee_cents, reference, payee, notice_of,
  (SELECT json_group_array(json_object('payee', i.payee, 'reference', i.reference, 'cents', i.cents, 'purpose', i.purpose))
    FROM (SELECT * FROM fee_item WHERE fee_item.package_id = package.package_id ORDER BY position) i) AS items,
  progress, attempts, next_try_at, reason, held_at, changed_at, payment_at, printed_at, closed_at`;

export function packageOf(row: PackageRow): StoredPackage {
  return {
    packageId: row.package_id,
    number: caseNumber(row.package_id),
    sessionId: row.session_id,
    serviceId: row.service_id,
    destinationId: row.destination_id,
    state: row.state,
    payment: row.payment,
    fee:
      row.fee_cents !== null && row.reference !== null
        ? { cents: row.fee_cents, reference: row.reference, items: JSON.parse(row.items) as readonly FeeItem[] }
        : null,
    noticeOf: row.notice_of,
    payee: row.payee,
    progress: row.progress,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    reason: row.reason,
    heldAt: row.held_at,
    changedAt: row.changed_at,
    paymentAt: row.payment_at,
    printedAt: row.printed_at,
    closedAt: row.closed_at,
  };
}
