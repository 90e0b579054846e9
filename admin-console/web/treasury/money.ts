import sharedDe from '../../../fleet-link/treasury/texts/de.json' with { type: 'json' };
import sharedEn from '../../../fleet-link/treasury/texts/en.json' with { type: 'json' };
import type { Desk } from '../frame/desk.ts';
import de from '../locales/de/treasury.json' with { type: 'json' };
import en from '../locales/en/treasury.json' with { type: 'json' };
import { addTexts, type ConsoleLanguage, type Say } from '../texts.ts';

addTexts({ de: { ...sharedDe, ...de }, en: { ...sharedEn, ...en } });

/** What the pages of the treasury work with; a treasurer need not see the fleet, so they hear no stream of it. */
export type TreasuryDesk = Pick<Desk, 'say' | 'language' | 'session' | 'tenant'>;

const localeOf = (language: ConsoleLanguage): string => (language === 'de' ? 'de-DE' : 'en-GB');

/** "-30,70 €" */
export const euro = (cents: number, language: ConsoleLanguage): string =>
  new Intl.NumberFormat(localeOf(language), { style: 'currency', currency: 'EUR' }).format(cents / 100);

/** "2026-01-05" as "Mo., 05.01.2026". */
export const dayWords = (day: string, language: ConsoleLanguage): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    ...{ weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' },
  }).format(Date.parse(`${day}T00:00:00Z`));

/** Today and so many days before it, "2026-01-05". */
export const dayBefore = (now: Date, days: number): string =>
  new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() - days)).toISOString().slice(0, 10);

/** Number of the closing that a case is about. */
export const closingOf = (reason: string | null): number | null => {
  const number = /^closing-(\d+)$/.exec(reason ?? '')?.[1];
  return number === undefined ? null : Number(number);
};

/** Why a case stands; a driver's code without words is shown as it came. */
export function reasonWords(reason: string, say: Say): string {
  const number = closingOf(reason);
  return number === null ? say(`case-reason.${reason}`) : say('case-reason.closing', { number: String(number) });
}

/** "DE89 3704 0044 …" */
export const inGroups = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');
