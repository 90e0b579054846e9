import type { FieldDefinition } from '../schema/form-field.ts';
import { isPriced } from '../schema/price.ts';
import type { ServiceDefinition } from '../schema/service.ts';

interface PriceFault {
  readonly path: string;
  readonly word:
    | 'price-of-unknown-field'
    | 'price-of-other-field'
    | 'price-may-be-missing'
    | 'option-without-price'
    | 'price-without-option'
    | 'reduced-without-evidence';
  readonly detail: string;
}

/** Types of fields whose value is a number. */
const NUMBERS: ReadonlySet<string> = new Set(['number', 'computed']);

/** Prices that nobody could ever know: of fields that are not there, not asked of everybody, or of another type. */
export function priceFaults({ fee, form, evidence }: ServiceDefinition): readonly PriceFault[] {
  if (!isPriced(fee)) return [];
  const fields = form.flatMap((page) => page.fields);
  /** Pages that not everybody is asked once. */
  const sometimes = new Set(
    form
      .filter((page) => page.visibleIf !== undefined || 'repeat' in page)
      .flatMap((page) => page.fields.map(({ id }) => id)),
  );
  const decides = (id: string, path: string, isOfType: (field: FieldDefinition) => boolean): readonly PriceFault[] => {
    const field = fields.find((one) => one.id === id);
    if (!field) return [{ path, word: 'price-of-unknown-field', detail: id }];
    if (!isOfType(field)) return [{ path, word: 'price-of-other-field', detail: id }];
    return field.required && !field.visibleIf && !sometimes.has(id)
      ? []
      : [{ path, word: 'price-may-be-missing', detail: id }];
  };
  const faults: PriceFault[] = [];
  if (fee.kind === 'table') {
    const others = decides(fee.field, 'fee.field', ({ type }) => type === 'choice');
    faults.push(...others);
    const options = (fields.find(({ id }) => id === fee.field)?.options ?? []).map(({ value }) => value);
    if (others.length === 0) {
      const priced = new Set(fee.prices.map(({ value }) => value));
      const missing = options.find((value) => !priced.has(value));
      if (missing !== undefined) faults.push({ path: 'fee.prices', word: 'option-without-price', detail: missing });
      faults.push(
        ...fee.prices.flatMap(({ value }, at): PriceFault[] =>
          options.includes(value)
            ? []
            : [{ path: `fee.prices.${at}.value`, word: 'price-without-option', detail: value }],
        ),
      );
    }
  }
  if (fee.kind === 'computed') faults.push(...decides(fee.field, 'fee.field', ({ type }) => NUMBERS.has(type)));
  if (fee.reduced) {
    const { field, evidence: proof } = fee.reduced;
    faults.push(...decides(field, 'fee.reduced.field', ({ type }) => type === 'yes-no'));
    if (!evidence.some(({ id }) => id === proof)) {
      faults.push({ path: 'fee.reduced.evidence', word: 'reduced-without-evidence', detail: proof });
    }
  }
  return faults;
}
