import type { StatusReport } from '../../fleet-link/contract.ts';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };

export type TextKey = keyof typeof de;
export type Language = 'de' | 'en';
const BUNDLES: Readonly<Record<Language, Readonly<Record<string, string>>>> = { de, en };

export type Say = (key: TextKey | (string & {}), values?: Readonly<Record<string, string | number>>) => string;

/** Texts of one language; an unknown code (a newer terminal's) is shown as it came rather than hidden. */
export function texts(language: Language): Say {
  return (key, values = {}) =>
    (BUNDLES[language][key] ?? key.slice(key.indexOf('.') + 1)).replace(/\{(\w+)\}/g, (_, name) =>
      String(values[name] ?? ''),
    );
}

/** What the hub's pages write where no terminal has said where it stands. */
const TIME_ZONE = 'Europe/Berlin';

/** In the time zone of the place it is about: people there and people here speak of the same hour. */
export const timeWords = (
  at: number,
  language: Language,
  { status }: { readonly status: Pick<StatusReport, 'timeZone'> | null },
): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: status?.timeZone ?? TIME_ZONE,
  }).format(at);
