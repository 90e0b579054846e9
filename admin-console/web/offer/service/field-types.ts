import type { FieldFileType } from '../model/form.ts';

/** In the order in which they are offered. */
export const FIELD_TYPES: readonly FieldFileType[] = [
  'text',
  'name',
  'choice',
  'yes-no',
  'date',
  'number',
  'street',
  'postal-code',
  'town',
  'email',
  'phone',
  'plate',
  'long-text',
  'amount',
  'multi-choice',
  'iban',
  'partial-date',
  'signature',
];
