import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { SessionTexts } from '../texts.ts';
import { tidy } from './characters.ts';
import { germanDate } from './date.ts';
import { typedValue, type Values } from './form.ts';
import { judge } from './validate.ts';

/**
 * A field's value as people read it: options by their label, dates as TT.MM.JJJJ, plates in their usual form, an
 * address of e-mail as it was typed.
 */
export function displayValue(
  field: FieldDefinition,
  values: Values,
  today: string,
  texts: SessionTexts,
  language: string,
): string {
  const verdict = judge(field, typedValue(values, field.id), today);
  const value = verdict.kind === 'valid' ? verdict.value : typedValue(values, field.id);
  if (value === '') return '';
  if (field.type === 'date') return germanDate(value);
  if (field.type === 'email') return tidy(typedValue(values, field.id));
  if (field.type === 'yes-no') return texts.text(language, value === 'yes' ? 'session.yes' : 'session.no');
  const option = field.options?.find((candidate) => candidate.value === value);
  return option ? texts.text(language, option.label) : value;
}

/** A field's value as the structured data holds it; `undefined` leaves it out. */
export function dataValue(
  field: FieldDefinition,
  values: Values,
  today: string,
): string | number | boolean | undefined {
  const verdict = judge(field, typedValue(values, field.id), today);
  if (verdict.kind !== 'valid' || verdict.value === '') return undefined;
  if (field.type === 'number') return Number(verdict.value);
  return field.type === 'yes-no' ? verdict.value === 'yes' : verdict.value;
}
