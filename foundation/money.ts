/** Amount in euro cents, a non-negative integer up to 999 999 999 999 (ZVT BMP 04: six BCD bytes). */
export type Cents = number;

export const MAX_CENTS: Cents = 999_999_999_999;

export const isCents = (value: unknown): value is Cents =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= MAX_CENTS;

/** "30,70 €" in German, "€30.70" in English: as the language writes it. */
export function formatEuro(cents: Cents, language: string): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(cents / 100);
}
