import { isAppointment, isRoutedByPlace } from '../../../config/schema/route.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { StepId } from '../contract/journey.ts';

/** The steps of a service, in order: a matter of its configuration alone. */
export function stepsOf(service: ServiceDefinition): readonly StepId[] {
  if (service.route.kind === 'pin-change') return ['pin-change'];
  if (isAppointment(service)) return ['appointment'];
  if (service.route.kind === 'web') return ['portal'];
  if (service.route.kind === 'information' || service.route.kind === 'lookup') return [service.route.kind];
  if (service.route.kind === 'printout') return ['form', 'printout'];
  const steps: StepId[] = [];
  if (service.identification.kind === 'eid') steps.push('identify');
  if (isRoutedByPlace(service)) steps.push('recipient');
  if (service.bill) steps.push('bill');
  if (service.form.length > 0) steps.push('form');
  if (service.evidence.length > 0) steps.push('evidence');
  if (service.answers === 'choose' || service.notice === 'ask') steps.push('reply');
  steps.push('review');
  if (service.fee.kind === 'none') steps.push('submit');
  else steps.push(...(paysAfterwards(service) ? (['submit', 'pay'] as const) : (['pay', 'submit'] as const)));
  steps.push('receipt');
  return steps;
}

/** Money moves only once the authority has the request; what is not paid then is owed. */
export const paysAfterwards = ({ order, fee }: Pick<ServiceDefinition, 'order' | 'fee'>): boolean =>
  order === 'submit-then-pay' && fee.kind !== 'none';
