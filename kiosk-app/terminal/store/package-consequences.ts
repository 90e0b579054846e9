import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { CONTRADICTIONS } from '../../../portals/fit-connect/events/judge-log.ts';
import type { Refund } from '../../channel/terminal/delivery.ts';
import type { Alerts } from './alerts.ts';
import type { Outbox } from './outbox.ts';
import type { PaymentState, StoredPackage } from './package.ts';

export type FailurePolicy = Pick<ServiceDefinition, 'whenRejected' | 'whenUndeliverable'>;
/** What a rejection means for the fee of a service. For a service that is no longer offered staff decide. */
export type PolicyOf = (serviceId: string) => FailurePolicy;

export function policiesOf(services: readonly ServiceDefinition[]): PolicyOf {
  const byId = new Map(services.map((service) => [service.id, service]));
  return (serviceId) => byId.get(serviceId) ?? { whenRejected: 'flag', whenUndeliverable: 'flag' };
}

interface Books {
  readonly outbox: Outbox;
  readonly alerts: Alerts;
  readonly policyOf: PolicyOf;
}

/**
 * What follows for money and staff from where a package stands. To be called in the transaction in which its delivery
 * or its payment changed, whichever of the two comes last.
 */
export function drawConsequences({ outbox, alerts, policyOf }: Books, packageId: string): void {
  const pkg = outbox.get(packageId);
  if (!pkg) return;
  if (pkg.state !== 'released' && pkg.state !== 'delivering') alerts.mended('delivery-overdue', packageId);
  if (pkg.payment !== 'due') alerts.mended('fee-due', packageId);
  // "Pay later", and then as a bill by its Kassenzeichen.
  if (pkg.payment === 'paid' && pkg.fee) {
    for (const { reference } of pkg.fee.items) {
      for (const paid of outbox.due(reference)) alerts.mended('fee-due', paid.packageId);
    }
  }
  if (isContradicted(pkg)) {
    // It may be served: what was paid stays, whatever the service's rule, until somebody has asked the authority.
    alerts.raise('contradictory-answers', packageId, pkg.reason);
    return;
  }
  if (pkg.state !== 'rejected' && pkg.state !== 'flagged') return;
  alerts.mended('fee-due', packageId);
  if (pkg.state === 'flagged') alerts.raise('undeliverable', packageId, pkg.reason);
  // The authority does not take what it was told of a payment: a person has to tell it.
  else if (pkg.noticeOf !== null) alerts.raise('undeliverable', packageId, 'notice-rejected');
  if (pkg.payment !== 'paid') return;
  const policy = policyOf(pkg.serviceId);
  const what = pkg.state === 'rejected' ? policy.whenRejected : policy.whenUndeliverable;
  if (what === 'reverse') outbox.movePayment(packageId, ['paid'], 'reversing');
  else if (pkg.state === 'rejected') alerts.raise('rejected-paid', packageId, pkg.reason);
}

/** The authority's event log does not say which is true: whether the request is served is not known here. */
export const isContradicted = ({ state, reason }: Pick<StoredPackage, 'state' | 'reason'>): boolean =>
  state === 'flagged' && CONTRADICTIONS.some((why) => why === reason);

const REFUNDS: Readonly<Record<PaymentState, Refund>> = {
  none: 'none',
  due: 'none',
  // While the outcome is open, all that can be said is that staff will see to the money.
  paying: 'staff',
  unclear: 'staff',
  paid: 'staff',
  repay: 'staff',
  reversing: 'reversing',
  reversed: 'reversed',
};

/** What becomes of the money of a package that will not be served. */
export const refundOf = ({ payment }: Pick<StoredPackage, 'payment'>): Refund => REFUNDS[payment];
