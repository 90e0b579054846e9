import { Refusal } from '../../foundation/errors.ts';
import type { Charset } from './codec/index.ts';

/**
 * Where real terminals leave the specification. Each is switched on by its name in the site's configuration, so that
 * the default path stays the specification.
 */
export const DEVIATIONS = {
  'text-cp437': 'Text is CP437 even where bytes look like another set',
  'text-iso-8859-15': 'Text is ISO-8859-15 without negotiation (card complete)',
  'text-utf-8': 'Text is UTF-8 without negotiation',
  'text-din-66003':
    'Text has seven bits, with umlauts in the place of brackets (DIN 66003), everywhere and not only in words',
  'no-tlv': 'Registration without TLV container: terminals from before TLV answer it with 84 83',
  'no-charset-negotiation': 'Registration without TLV 27 (character sets)',
  'print-lines': 'Receipts as 06 D1 lines: the terminal announces text blocks, but sends them broken',
  'clock-unset': 'The terminal’s clock is not to be trusted; recovery does not compare date and time',
  'reversal-with-amount': 'Reversal must carry the amount (BMP 04)',
} as const;
export type Deviation = keyof typeof DEVIATIONS;

/** @throws Refusal `unknown-deviation` with the name */
export function checkDeviations(names: readonly string[]): ReadonlySet<Deviation> {
  for (const name of names) if (!Object.hasOwn(DEVIATIONS, name)) throw new Refusal('unknown-deviation', name);
  return new Set(names as readonly Deviation[]);
}

/** The character set a deviation forces; `null` lets the terminal say, or the text itself. */
export function forcedCharset(deviations: ReadonlySet<Deviation>): Charset | null {
  if (deviations.has('text-cp437')) return 'cp437';
  if (deviations.has('text-iso-8859-15')) return 'iso-8859-15';
  if (deviations.has('text-din-66003')) return 'din-66003';
  return deviations.has('text-utf-8') ? 'utf-8' : null;
}
