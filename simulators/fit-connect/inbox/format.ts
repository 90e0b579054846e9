import { formatEuro } from '../../../foundation/money.ts';
import type { StaffLanguage } from '../../../foundation/staff-languages.ts';
import { hasText, textsOf } from './texts.ts';

/** The authority's own place, wherever its server stands. */
const TIME_ZONE = 'Europe/Berlin';

/** @param precision `short` to the minute, `medium` to the second */
export const formatTime = (at: number, language: StaffLanguage, precision: 'short' | 'medium' = 'short'): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: precision,
    timeZone: TIME_ZONE,
  }).format(at);

export const formatAmount = (euro: number, language: StaffLanguage): string =>
  formatEuro(Math.round(euro * 100), language === 'de' ? 'de-DE' : 'en-GB');

export const formatKilobytes = (bytes: number, language: StaffLanguage): string =>
  textsOf(language)('file.size', {
    size: new Intl.NumberFormat(language).format(Math.max(1, Math.round(bytes / 1000))),
  });

/** A value of the structured data as a clerk reads it: dates in the language's way, yes and no, "–" for nothing. */
export function formatValue(value: string | number | boolean | null, language: StaffLanguage): string {
  const t = textsOf(language);
  if (value === null || value === '') return t('value.empty');
  if (typeof value === 'boolean') return t(value ? 'value.true' : 'value.false');
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value);
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  return date && language === 'de' ? `${date[3]}.${date[2]}.${date[1]}` : value;
}

/** Amounts in the structured data are whole cents, by the schemas' convention of ending such names in "Cent". */
export const isCentAmount = (property: string, value: unknown): value is number =>
  property.endsWith('Cent') && Number.isSafeInteger(value);

/** Name of a property: the portal's own word for it, or the property as it stands. */
export const nameOf = (property: string, language: StaffLanguage): string =>
  hasText(language, `data.${property}`) ? textsOf(language)(`data.${property}`) : property;
