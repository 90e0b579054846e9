import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { EidFieldName } from '../../../config/schema/identity-fields.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { Personal } from '../../../foundation/personal.ts';
import type { Identity } from '../../../portals/identity/contract.ts';
import { answersOf } from './answers.ts';
import { germanDate, knownPart } from './date.ts';
import { entriesOf, inEntry } from './entries.ts';
import { judge } from './validate.ts';
import { type FormPage, typedValue, type Values } from './values.ts';

/** Fields that apply, given the answers so far. @param today ISO date */
export function visibleFields(
  service: ServiceDefinition,
  page: FormPage,
  values: Values,
  today: string,
): readonly FieldDefinition[] {
  const answers = answersOf(service, values, today);
  return page.fields.filter(({ id }) => answers.isAsked(id));
}

/** Pages that apply, given the answers so far; the first one always does. */
export function visiblePages(service: ServiceDefinition, values: Values, today: string): readonly FormPage[] {
  const answers = answersOf(service, values, today);
  return service.form.filter((page) => answers.isPageAsked(page));
}

/** Nothing is missing or wrong on the page; of a repeated one, in none of its entries, of which there are enough. */
export function isPageComplete(service: ServiceDefinition, page: FormPage, values: Values, today: string): boolean {
  if (!page.repeat || !answersOf(service, values, today).isPageAsked(page)) {
    return isEntryComplete(service, page, values, today);
  }
  const entries = entriesOf(page, values);
  const { min, max } = page.repeat;
  return (
    entries.length >= min &&
    entries.length <= max &&
    entries.every((entry) => isEntryComplete(service, page, inEntry(page, values, entry), today))
  );
}

/** Of one entry of a repeated page, with its answers; or of a page that is asked once. */
export function isEntryComplete(service: ServiceDefinition, page: FormPage, values: Values, today: string): boolean {
  const isFilled = visibleFields(service, page, values, today).every(
    (field) => judge(field, typedValue(values, field.id), today).kind === 'valid',
  );
  return isFilled && brokenRules(service, page, values, today).length === 0;
}

/** Text keys of what the answers must not say together, and do. */
export function brokenRules(
  service: ServiceDefinition,
  page: FormPage,
  values: Values,
  today: string,
): readonly string[] {
  const answers = answersOf(service, values, today);
  if (!answers.isPageAsked(page)) return [];
  return (page.rules ?? []).filter(({ when }) => answers.holds(when)).map(({ text }) => text);
}

/**
 * The form for whoever was identified. What the card carries is accepted as it is, whatever the rules for typed values
 * say (a postal code abroad, a birthday of which only the year is known). A locked field that the card has nothing for
 * is left out: nobody can fill it, and what a service cannot do without is said before (`needed`).
 */
export function formFor(service: ServiceDefinition, identity: Identity | null): ServiceDefinition {
  if (!identity) return service;
  const read = flatten(identity);
  const form = service.form.map((page) => ({
    ...page,
    fields: page.fields.flatMap((field) => {
      const value = field.prefill && read[field.prefill];
      if (value) return [{ ...field, card: { typed: shown(field, value), value: knownPart(value) } }];
      return field.prefill && field.locked ? [] : [field];
    }),
  }));
  const filled = form.filter((page) => page.fields.length > 0);
  return { ...service, form: filled.length > 0 ? filled : form.slice(0, 1) };
}

const shown = (field: FieldDefinition, value: string): string => (field.type === 'date' ? germanDate(value) : value);

/** Puts what was read from the card into the fields that ask for it; what the citizen typed elsewhere stays. */
export function prefill(service: ServiceDefinition, values: Values, identity: Identity): Values {
  const read = flatten(identity);
  const filled = new Map(values);
  for (const field of service.form.flatMap((page) => page.fields)) {
    const value = field.prefill && read[field.prefill];
    // What was typed, or read from another card, before this one had nothing for it.
    if (!value && field.prefill && field.locked) filled.delete(field.id);
    if (!value) continue;
    if (field.locked || !filled.has(field.id)) filled.set(field.id, new Personal(shown(field, value)));
  }
  return filled;
}

/** Puts the postal code that somebody has just typed into the fields that would be read from a card; it can be changed. */
export function prefillPostalCode(service: ServiceDefinition, values: Values, postalCode: Personal<string>): Values {
  const fields = service.form.flatMap((page) => page.fields).filter(({ prefill }) => prefill === 'postalCode');
  return new Map([...values, ...fields.map(({ id }) => [id, postalCode] as const)]);
}

/** Fields whose value came from the card or the wallet, and still stands. */
export function isVouchedFor(field: FieldDefinition, values: Values, identity: Identity | null): boolean {
  const value = identity && field.prefill && flatten(identity)[field.prefill];
  return Boolean(value) && typedValue(values, field.id) === shown(field, value ?? '');
}

/** What somebody vouches for cannot be changed by typing. */
export const isLocked = (field: FieldDefinition, values: Values, identity: Identity | null): boolean =>
  field.locked && isVouchedFor(field, values, identity);

/** What a service cannot do without and the card does not carry. */
export function lacking({ identification }: ServiceDefinition, identity: Identity): readonly EidFieldName[] {
  if (identification.kind !== 'eid') return [];
  const read = flatten(identity);
  return (identification.needed ?? []).filter((name) => !read[name]);
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
