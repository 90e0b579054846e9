import { isPriced, isReduced, type PriceAnswers, priceOf } from '../../../config/schema/price.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { Cents } from '../../../foundation/money.ts';
import { computedValue } from '../forms/answers.ts';
import { typedValue, type Values } from '../forms/values.ts';

/** What a service costs by these answers; `null` while one is missing that decides it, or where it is not the service's to say. @param today ISO date */
export function priceBy(service: ServiceDefinition, values: Values, today: string): Cents | null {
  const answers: PriceAnswers = {
    chosen: (field) => typedValue(values, field),
    number: (field) => computedValue(service, values, { field }, today),
  };
  return isPriced(service.fee) ? priceOf(service.fee, answers) : null;
}

/**
 * The service as it is for whoever answered so: a proof for paying less is asked of those who want to pay less, and of
 * nobody else.
 */
export function asAnswered(service: ServiceDefinition, values: Values): ServiceDefinition {
  const { fee } = service;
  if (!isPriced(fee) || !fee.reduced) return service;
  const { evidence: proof } = fee.reduced;
  const evidence = isReduced(fee, { chosen: (field) => typedValue(values, field) })
    ? service.evidence.map((item) => (item.id === proof ? { ...item, required: true } : item))
    : service.evidence.filter(({ id }) => id !== proof);
  return { ...service, evidence };
}
