import type { Alert } from '../../../fleet-link/contract.ts';
import type { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { isCaseKind } from '../../../fleet-link/treasury/ways.ts';
import { caseNumber } from '../../../portals/fit-connect/contract.ts';
import type { Alerts } from '../store/alerts.ts';
import type { Journal } from '../store/journal.ts';
import type { Outbox } from '../store/outbox.ts';

interface Books {
  readonly outbox: Pick<Outbox, 'get'>;
  readonly journal: Pick<Journal, 'lastOnline'>;
}

/** What a treasurer finds an alert by; `null` where there is no package, or it is erased. */
export function numbersOf({ outbox, journal }: Books, { packageId }: Alert) {
  const pkg = packageId === null ? null : outbox.get(packageId);
  const paid = packageId !== null && !pkg ? journal.lastOnline(packageId) : null;
  if (packageId !== null && paid) {
    // Paid on a telephone after it was dropped: the journal knows what for.
    const [only, ...others] = paid.items;
    const payee = others.length === 0 ? (only?.payee ?? null) : null;
    return { number: caseNumber(packageId), reference: paid.reference, cents: paid.cents, payee };
  }
  return {
    number: pkg?.number ?? null,
    reference: pkg?.fee?.reference ?? null,
    cents: pkg?.fee?.cents ?? null,
    payee: pkg?.payee ?? null,
  };
}

/** What stands of money and waits for a person, oldest first. */
export const moneyCases = ({
  alerts,
  ...books
}: Books & { readonly alerts: Pick<Alerts, 'open'> }): readonly MoneyCase[] =>
  alerts.open().flatMap((alert) => {
    const { id, kind, since, reason } = alert;
    return isCaseKind(kind) ? [{ id, kind, since, reason, ...numbersOf(books, alert) }] : [];
  });
