import type { FieldDefinition } from '../../../config/schema/form-field.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { formatEuro } from '../../../foundation/money.ts';
import { SIGNATURE_BOX } from '../contract/signature.ts';
import type { SessionTexts } from '../texts.ts';
import { computedValue } from './answers.ts';
import { tidy } from './characters.ts';
import { chosen } from './chosen.ts';
import { germanDate } from './date.ts';
import { groupedIban } from './iban.ts';
import { isSignedByName, nameSigned, pathOf } from './signature.ts';
import { judge } from './validate.ts';
import { typedValue, type Values } from './values.ts';

/** A form with the answers so far. */
export interface Filled {
  readonly service: Pick<ServiceDefinition, 'form'>;
  /** Inside a repeated page: those of the entry. */
  readonly values: Values;
  /** ISO date. */
  readonly today: string;
}

/**
 * A field's value as people read it: options by their label, dates as TT.MM.JJJJ, amounts with their sign, plates and
 * IBANs in their usual form, an address of e-mail as it was typed.
 */
export function displayValue(field: FieldDefinition, form: Filled, texts: SessionTexts, language: string): string {
  const { service, values, today } = form;
  if (field.computed) {
    const reckoned = computedValue(service, values, field.computed.of, today);
    return reckoned === null ? '' : displayComputed(field.computed, reckoned, language);
  }
  const verdict = judge(field, typedValue(values, field.id), today);
  const value = verdict.kind === 'valid' ? verdict.value : typedValue(values, field.id);
  if (value === '') return '';
  const labelOf = (one: string): string => {
    const option = field.options?.find((candidate) => candidate.value === one);
    return option ? texts.text(language, option.label) : one;
  };
  switch (field.type) {
    case 'date':
    case 'partial-date':
      return germanDate(value);
    case 'email':
      return tidy(typedValue(values, field.id));
    case 'yes-no':
      return texts.text(language, value === 'yes' ? 'session.yes' : 'session.no');
    case 'amount':
      return verdict.kind === 'valid' ? formatEuro(Math.round(Number(value) * 100), language) : value;
    case 'iban':
      return groupedIban(value);
    case 'signature':
      return isSignedByName(value)
        ? texts.text(language, 'session.signature.typed', { name: nameSigned(value) })
        : texts.text(language, 'session.signature.drawn');
    case 'multi-choice':
      return chosen(value).map(labelOf).join('\n');
    default:
      return labelOf(value);
  }
}

/** What was reckoned, as people read it: "12,50 €", "3 Tage". */
function displayComputed({ as }: NonNullable<FieldDefinition['computed']>, value: number, language: string): string {
  const units = { days: 'day', years: 'year' } as const;
  if (as === 'amount') return new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(value);
  if (as === 'number') return new Intl.NumberFormat(language).format(value);
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[as], unitDisplay: 'long' }).format(value);
}

type DataValue = string | number | boolean | readonly string[] | SignatureData;

/** As drawn in a box of this size, or the name that was typed instead. */
type SignatureData =
  | { readonly kind: 'drawn'; readonly svgPath: string; readonly width: number; readonly height: number }
  | { readonly kind: 'typed'; readonly name: string };

/** A field's value as the structured data holds it; `undefined` leaves it out. */
export function dataValue(field: FieldDefinition, { service, values, today }: Filled): DataValue | undefined {
  if (field.computed) return computedValue(service, values, field.computed.of, today) ?? undefined;
  const verdict = judge(field, typedValue(values, field.id), today);
  if (verdict.kind !== 'valid' || verdict.value === '') return undefined;
  switch (field.type) {
    case 'number':
    case 'amount':
      return Number(verdict.value);
    case 'yes-no':
      return verdict.value === 'yes';
    case 'multi-choice':
      return chosen(verdict.value);
    case 'signature':
      return isSignedByName(verdict.value)
        ? { kind: 'typed', name: nameSigned(verdict.value) }
        : { kind: 'drawn', svgPath: pathOf(verdict.value) ?? '', ...SIGNATURE_BOX };
    default:
      return verdict.value;
  }
}
