import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, typeof de>> = { de, en };

/** Labels that the terminal itself adds to a receipt, by key; German where it has no words of that language. */
export function receiptLabels(language: string): Readonly<Record<string, string>> {
  return TEXTS[language] ?? de;
}
