import type { StaffLanguage } from '../../foundation/staff-languages.ts';
import { countText, fill, type LocaleTexts, type TextValues } from '../../foundation/texts.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<StaffLanguage, LocaleTexts>> = { de, en };

export const commandText = (language: StaffLanguage, key: keyof typeof de, values: TextValues = {}): string =>
  fill(TEXTS[language][key] ?? key, values);

export const faultCount = (language: StaffLanguage, n: number): string =>
  countText(language, (key) => TEXTS[language][key], 'faults', n) ?? '';
