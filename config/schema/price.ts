import type { ServiceDefinition } from './service.ts';

/** A fee whose amount the service itself says. */
export type PricedFee = Exclude<ServiceDefinition['fee'], { readonly kind: 'none' | 'bill' }>;

export const isPriced = (fee: ServiceDefinition['fee']): fee is PricedFee => fee.kind !== 'none' && fee.kind !== 'bill';

/** What was answered, by field id. */
export interface PriceAnswers {
  /** Value of a choice or of yes-no; "" if there is none. */
  readonly chosen: (field: string) => string;
  /** `null` if there is none. */
  readonly number: (field: string) => number | null;
}

/** Whoever answers so pays less. */
export const isReduced = ({ reduced }: PricedFee, { chosen }: Pick<PriceAnswers, 'chosen'>): boolean =>
  reduced !== undefined && chosen(reduced.field) === 'yes';

/** In cents; `null` while an answer is missing that decides it. */
export function priceOf(fee: PricedFee, answers: PriceAnswers): number | null {
  const full = fullPrice(fee, answers);
  return full === null || !fee.reduced || !isReduced(fee, answers) ? full : less(full, fee.reduced.percent);
}

function fullPrice(fee: PricedFee, { chosen, number }: PriceAnswers): number | null {
  switch (fee.kind) {
    case 'fixed':
      return fee.cents;
    case 'table':
      return fee.prices.find(({ value }) => value === chosen(fee.field))?.cents ?? null;
    case 'computed': {
      const units = number(fee.field);
      return units === null || units < 0 ? null : counted(fee, units);
    }
  }
}

function counted(fee: Extract<PricedFee, { readonly kind: 'computed' }>, units: number): number | null {
  const sum = (fee.baseCents ?? 0) + Math.round(fee.unitCents * units);
  const cents = Math.min(Math.max(sum, fee.leastCents ?? 0), fee.mostCents ?? MOST);
  return cents > 0 ? cents : null;
}

/** Of any fee, in cents: the schema's limit of a price. */
const MOST = 100_000_00;

const less = (cents: number, percent: number): number => Math.max(1, Math.floor((cents * (100 - percent)) / 100));

/** The lowest that anybody may pay. */
export function leastPrice(fee: PricedFee): number {
  const full =
    fee.kind === 'fixed'
      ? fee.cents
      : fee.kind === 'table'
        ? Math.min(...fee.prices.map(({ cents }) => cents))
        : (counted(fee, 1) ?? fee.unitCents);
  return fee.reduced ? less(full, fee.reduced.percent) : full;
}

/** There is an answer for which it costs so much. Who does not know the answers can still refuse what cannot be. */
export function isPossiblePrice(fee: PricedFee, cents: number): boolean {
  const { reduced } = fee;
  const fulls =
    fee.kind === 'fixed' ? [fee.cents] : fee.kind === 'table' ? fee.prices.map((price) => price.cents) : null;
  if (fulls !== null) {
    return fulls.some((full) => full === cents || (reduced !== undefined && less(full, reduced.percent) === cents));
  }
  if (fee.kind !== 'computed') return false;
  const least = Math.max(1, fee.leastCents ?? fee.baseCents ?? 1);
  return cents >= (reduced ? less(least, reduced.percent) : least) && cents <= (fee.mostCents ?? MOST);
}
