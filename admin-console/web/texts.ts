import reasonsDe from '../../device-drivers/texts/de.json' with { type: 'json' };
import reasonsEn from '../../device-drivers/texts/en.json' with { type: 'json' };
import type { StatusReport } from '../../fleet-link/contract.ts';
import { type CountKey, countText, fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import alertingDe from '../contract/alerting/texts/de.json' with { type: 'json' };
import alertingEn from '../contract/alerting/texts/en.json' with { type: 'json' };
import devicesDe from '../contract/texts/devices.de.json' with { type: 'json' };
import devicesEn from '../contract/texts/devices.en.json' with { type: 'json' };
import de from './locales/de/common.json' with { type: 'json' };
import deskDe from './locales/de/desk.json' with { type: 'json' };
import en from './locales/en/common.json' with { type: 'json' };
import deskEn from './locales/en/desk.json' with { type: 'json' };

export type TextKey = keyof typeof de | keyof typeof deskDe;
export type ConsoleLanguage = 'de' | 'en';
export const LOCALES: Readonly<Record<ConsoleLanguage, Record<string, string>>> = {
  de: { ...reasonsDe, ...devicesDe, ...alertingDe, ...de, ...deskDe },
  en: { ...reasonsEn, ...devicesEn, ...alertingEn, ...en, ...deskEn },
};

/**
 * Texts that only some pages need, in files of their own (`locales/<language>/<pages>.json`): they are fetched with
 * these pages, whose module calls this when it is loaded.
 */
export function addTexts(added: Readonly<Record<ConsoleLanguage, LocaleTexts>>): void {
  for (const language of ['de', 'en'] as const) Object.assign(LOCALES[language], added[language]);
}

/** Texts of one language; an unknown code (a newer terminal's) is shown as it came rather than hidden. */
export interface Say {
  (key: TextKey | (string & {}), values?: TextValues): string;
  /** Whether there are words for it. */
  has(key: string): boolean;
  /** The form that the language has for `n`; `{n}` stands for the number. */
  count(key: CountKey<TextKey> | (string & {}), n: number): string;
}

export function texts(language: ConsoleLanguage): Say {
  const locale = LOCALES[language];
  const say = (key: string, values: TextValues = {}) => fill(locale[key] ?? key.slice(key.indexOf('.') + 1), values);
  const count = (key: string, n: number) => countText(language, (whole) => locale[whole], key, n) ?? key;
  return Object.assign(say, { count, has: (key: string) => key in locale });
}

/** What the console writes where no terminal has said where it stands. */
export const TIME_ZONE = 'Europe/Berlin';

/** In the time zone of the place it is about: people there and people here speak of the same hour. */
export const timeWords = (
  at: number,
  language: ConsoleLanguage,
  { status }: { readonly status: Pick<StatusReport, 'timeZone'> | null },
): string =>
  new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: status?.timeZone ?? TIME_ZONE,
  }).format(at);
