import type { FieldFile } from '../../../../config/schema/service-file.ts';
import type { Json } from '../../../contract/configuration/configuration-layers.ts';

/** In the order in which they are offered. */
export const FEE_KINDS = ['none', 'fixed', 'table', 'computed', 'bill'] as const;
export type FeeKind = (typeof FEE_KINDS)[number];

/** A price to begin with, in cents. */
export const USUAL_FEE = 1000;

type Fields = readonly FieldFile[];
type FormOf = { readonly form: readonly { readonly fields: Fields }[] } | null | undefined;

const fieldsOf = (service: FormOf): Fields => (service?.form ?? []).flatMap(({ fields }) => fields ?? []);

/** Fields of which a price can depend, asked of everybody. */
export const choicesIn = (service: FormOf): Fields =>
  fieldsOf(service).filter(({ type, required = true, visibleIf }) => type === 'choice' && required && !visibleIf);
export const numbersIn = (service: FormOf): Fields =>
  fieldsOf(service).filter(({ type, required = true, visibleIf }) => NUMBERS.includes(type) && required && !visibleIf);
const NUMBERS: readonly string[] = ['number', 'computed'];

export function canBe(kind: FeeKind, service: FormOf, payees: number): boolean {
  if (kind === 'none') return true;
  if (payees === 0) return false;
  if (kind === 'table') return choicesIn(service).length > 0;
  return kind !== 'computed' || numbersIn(service).length > 0;
}

type Common = { readonly purpose: string; readonly payee: string };

/** Every option of the first choice at the usual price. */
export function newTable(service: FormOf, common: Common): Json {
  const [field] = choicesIn(service);
  return { kind: 'table', field: field?.id ?? '', prices: pricesFor(field), ...common };
}

/** One row for each option; prices that are known stay. */
export const pricesFor = (
  field: Fields[number] | undefined,
  known: readonly { readonly value: string; readonly cents: number }[] = [],
): { readonly value: string; readonly cents: number }[] =>
  (field?.options ?? []).map(({ value }) => ({
    value,
    cents: known.find((price) => price.value === value)?.cents ?? USUAL_FEE,
  }));

export const newComputed = (service: FormOf, common: Common, unit: string): Json => ({
  kind: 'computed',
  field: numbersIn(service)[0]?.id ?? '',
  unitCents: USUAL_FEE,
  unit,
  ...common,
});
