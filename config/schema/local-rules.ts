import type { FieldDefinition } from './form-field.ts';
import type { ServiceDefinition } from './service.ts';

/**
 * A service as it applies in one municipality: rules that say "municipality" get its postal codes; where it names none,
 * they are left out, because they cannot be judged.
 */
export function withLocalRules(service: ServiceDefinition, postalCodes: readonly string[]): ServiceDefinition {
  const { residence, form, ...rest } = service;
  const inPlace = (codes: 'municipality' | string[]) => (codes === 'municipality' ? [...postalCodes] : codes);
  const field = ({ only, ...definition }: FieldDefinition): FieldDefinition => {
    const codes = only === undefined ? [] : inPlace(only);
    return codes.length > 0 ? { ...definition, only: codes } : definition;
  };
  const codes = residence ? inPlace(residence.postalCodes) : [];
  return {
    ...rest,
    form: form.map((page) => ({ ...page, fields: page.fields.map(field) })),
    ...(residence && codes.length > 0 && { residence: { ...residence, postalCodes: codes } }),
  };
}
