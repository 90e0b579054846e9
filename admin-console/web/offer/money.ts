/** "30,70 €" */
export const euroWords = (cents: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency: 'EUR' }).format(cents / 100);

/** As it stands in a field: "30,70" */
export const euroText = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');

/** Above these nobody is asked at a terminal: as the schema of services has it. */
export const MOST_CENTS = 100_000_00;

/**
 * What somebody typed as an amount in euro. A point or a comma parts the cents; thousands may be parted only where cents
 * follow, because "1.234" is a thousand for one reader and a little more than one for another.
 * @returns cents, 0 and too many among them; `null` for what is no amount
 */
export function centsOf(typed: string): number | null {
  const plain = /^\s*(\d{1,9})(?:[.,](\d{1,2}))?\s*€?\s*$/.exec(typed);
  const parted = /^\s*(\d{1,3}(?:\.\d{3})+),(\d{2})\s*€?\s*$/.exec(typed) ?? PARTED_IN_ENGLISH.exec(typed);
  const [, euros, cents = ''] = plain ?? parted ?? [];
  return euros === undefined ? null : Number(euros.replace(/\D/g, '')) * 100 + Number(cents.padEnd(2, '0'));
}

const PARTED_IN_ENGLISH = /^\s*(\d{1,3}(?:,\d{3})+)\.(\d{2})\s*€?\s*$/;
