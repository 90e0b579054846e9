import { Refusal } from '../../../foundation/errors.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';

/**
 * Nobody is asked for money for what cannot be paid now.
 * @throws Refusal `already-paid`: by this package itself, and it stays so; `bill-changed`: another package pays the same
 *   bill, or perhaps does; `not-payable`, `not-submitted`
 */
export function refuseIfNotPayable(outbox: Outbox, pkg: StoredPackage): void {
  if (pkg.payment === 'paid') throw new Refusal('already-paid');
  if (pkg.payment !== 'due') throw new Refusal('not-payable', pkg.payment);
  // Another package may hold the same bill, paid a minute ago or by the previous person.
  for (const item of pkg.fee?.items ?? []) {
    if (outbox.paidReference(item.reference)) throw new Refusal('bill-changed', 'reference');
  }
  if (!['held', 'submitted', 'accepted'].includes(pkg.state)) throw new Refusal('not-submitted', pkg.state);
}
