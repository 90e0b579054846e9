import de from '../../contract/texts/statistics.de.json' with { type: 'json' };
import en from '../../contract/texts/statistics.en.json' with { type: 'json' };
import type { ConsoleLanguage } from '../texts.ts';

const TEXTS: Readonly<Record<ConsoleLanguage, Readonly<Record<string, string>>>> = { de, en };

/** Words of what is counted, as in the monthly report; an unknown one is shown as it came. */
export const statisticWord = (language: ConsoleLanguage, key: string): string =>
  TEXTS[language][key] ?? key.slice(key.indexOf('.') + 1);
