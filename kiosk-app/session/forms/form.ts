import type { EidFieldName, FieldDefinition, ServiceDefinition } from '../../../config/schema/service.ts';
import { Personal } from '../../../foundation/personal.ts';
import type { Identity } from '../../../portals/eid-service/contract.ts';
import { germanDate } from './date.ts';
import { judge } from './validate.ts';

/** What stands in the fields as it was typed, by field id. */
export type Values = ReadonlyMap<string, Personal<string>>;
export type FormPage = ServiceDefinition['form'][number];

export const typedValue = (values: Values, id: string): string => values.get(id)?.reveal() ?? '';

/** Fields that apply, given the answers so far; a field that depends on a hidden one is hidden too. */
export function visibleFields(service: ServiceDefinition, page: FormPage, values: Values): readonly FieldDefinition[] {
  return page.fields.filter((field) => isVisible(service, field, values, new Set()));
}

function isVisible(service: ServiceDefinition, field: FieldDefinition, values: Values, seen: Set<string>): boolean {
  const condition = field.visibleIf;
  if (!condition) return true;
  if (seen.has(field.id)) return false;
  const other = service.form.flatMap((page) => page.fields).find((candidate) => candidate.id === condition.field);
  if (!other || typedValue(values, other.id) !== condition.equals) return false;
  return isVisible(service, other, values, new Set([...seen, field.id]));
}

export function isPageComplete(service: ServiceDefinition, page: FormPage, values: Values, today: string): boolean {
  return visibleFields(service, page, values).every(
    (field) => judge(field, typedValue(values, field.id), today).kind === 'valid',
  );
}

/** Puts what was read from the card into the fields that ask for it; what the citizen typed elsewhere stays. */
export function prefill(service: ServiceDefinition, values: Values, identity: Identity): Values {
  const read = flatten(identity);
  const filled = new Map(values);
  for (const field of service.form.flatMap((page) => page.fields)) {
    const value = field.prefill && read[field.prefill];
    if (!value) continue;
    if (field.locked || !filled.has(field.id)) {
      filled.set(field.id, new Personal(field.type === 'date' ? germanDate(value) : value));
    }
  }
  return filled;
}

/** Fields whose value came from the card, and still stands. */
export function fromCard(field: FieldDefinition, values: Values, identity: Identity | null): boolean {
  const value = identity && field.prefill && flatten(identity)[field.prefill];
  return Boolean(value) && typedValue(values, field.id) === (field.type === 'date' ? germanDate(value ?? '') : value);
}

/**
 * A field from the card cannot be changed by typing, unless what the card holds is not accepted here (a postal code
 * abroad, a birthday of which only the year is known): nobody may end in a field that is wrong and locked.
 */
export function isLocked(field: FieldDefinition, values: Values, identity: Identity | null, today: string): boolean {
  return (
    field.locked &&
    fromCard(field, values, identity) &&
    judge(field, typedValue(values, field.id), today).kind === 'valid'
  );
}

function flatten(identity: Identity): Partial<Record<EidFieldName, string | undefined>> {
  return {
    givenNames: identity.givenNames,
    familyName: identity.familyName,
    doctoralDegree: identity.doctoralDegree,
    dateOfBirth: identity.dateOfBirth,
    street: identity.address?.street,
    postalCode: identity.address?.postalCode,
    city: identity.address?.city,
    country: identity.address?.country,
  };
}
