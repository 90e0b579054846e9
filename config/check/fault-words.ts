import { fill } from '../../foundation/texts.ts';
import type { ConfigurationFault } from './fault.ts';
import de from './texts/faults.de.json' with { type: 'json' };
import en from './texts/faults.en.json' with { type: 'json' };

const TEXTS: Readonly<Record<'de' | 'en', Readonly<Record<string, string>>>> = { de, en };

export interface FaultWords {
  /** What is wrong: one sentence. */
  readonly wrong: string;
  /** What would be right: one or two sentences. */
  readonly right: string;
}

/** A fault in whole sentences, as a person at an office reads it. One that there are no words for has those of a wrong form. */
export function faultWords(
  { word, values }: Pick<ConfigurationFault, 'word' | 'values'>,
  language: 'de' | 'en',
): FaultWords {
  const texts = TEXTS[language];
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const write = (name: string, value: string | number): string => {
    if (typeof value === 'number') return numbers.format(value);
    if (name === 'language') return languageName(value, language);
    return name === 'attribute' ? (texts[`attribute.${value}`] ?? value) : value;
  };
  const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, write(name, value)]));
  const key = `fault.${Object.hasOwn(texts, `fault.${word}`) ? word : 'wrong-form'}`;
  return { wrong: fill(texts[key] ?? '', written), right: fill(texts[`${key}.right`] ?? '', written) };
}

/** "en" → "Englisch"; a code that nobody knows stays one. */
function languageName(code: string, language: 'de' | 'en'): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  } catch (thrown) {
    if (thrown instanceof RangeError) return code;
    throw thrown;
  }
}
