import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, typeof de>> = { de, en };

/** Labels of a receipt by key: the terminal's own, German where it has no words of that language, and `texts` before them. */
export const labelsOf = (
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>,
  language: string,
): Readonly<Record<string, string>> => ({ ...(TEXTS[language] ?? de), ...texts[language] });
