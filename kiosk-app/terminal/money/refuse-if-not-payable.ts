import { Refusal } from '../../../foundation/errors.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StoredPackage } from '../store/package.ts';

/**
 * Nobody is asked for money for what cannot be paid now.
 * @throws Refusal `already-paid`, `not-submitted`
 */
export function refuseIfNotPayable(outbox: Outbox, pkg: StoredPackage): void {
  if (pkg.payment !== 'due') throw new Refusal('already-paid', pkg.payment);
  // Another package may hold the same bill, paid a minute ago or by the previous person.
  for (const item of pkg.fee?.items ?? []) {
    if (outbox.paidReference(item.reference)) throw new Refusal('already-paid', 'reference');
  }
  if (!['held', 'submitted', 'accepted'].includes(pkg.state)) throw new Refusal('not-submitted', pkg.state);
}
