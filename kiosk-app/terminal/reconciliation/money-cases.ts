import type { Alert } from '../../../fleet-link/contract.ts';
import type { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { isCaseKind } from '../../../fleet-link/treasury/ways.ts';
import type { Alerts } from '../store/alerts.ts';
import type { Outbox } from '../store/outbox.ts';

type Packages = Pick<Outbox, 'get'>;

/** What a treasurer finds an alert by; `null` where there is no package, or it is erased. */
export function numbersOf(outbox: Packages, { packageId }: Alert) {
  const pkg = packageId === null ? null : outbox.get(packageId);
  return {
    number: pkg?.number ?? null,
    reference: pkg?.fee?.reference ?? null,
    cents: pkg?.fee?.cents ?? null,
    payee: pkg?.payee ?? null,
  };
}

/** What stands of money and waits for a person, oldest first. */
export const moneyCases = (alerts: Pick<Alerts, 'open'>, outbox: Packages): readonly MoneyCase[] =>
  alerts.open().flatMap((alert) => {
    const { id, kind, since, reason } = alert;
    return isCaseKind(kind) ? [{ id, kind, since, reason, ...numbersOf(outbox, alert) }] : [];
  });
