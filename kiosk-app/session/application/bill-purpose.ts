import { FALLBACK, type SessionTexts } from '../texts.ts';

/** As in a text key: "Gebühr" is `gebuehr`. */
const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/**
 * What a bill is for, in the citizen's language. Registers say it in German; the words that a municipality's bills
 * begin with stand in its texts as `bills.purposes.<words-with-hyphens>`. What has no words there stays as it came.
 */
export function billPurpose(texts: SessionTexts, language: string, purpose: string): string {
  if (language === FALLBACK) return purpose;
  const words = purpose.split(/\s+/);
  for (let count = words.length; count > 0; count--) {
    const key = `bills.purposes.${slug(words.slice(0, count).join(' '))}`;
    if (!texts.has(key)) continue;
    const rest = words.slice(count).filter((word) => word !== 'vom');
    return [texts.text(language, key), ...rest].join(' ');
  }
  return purpose;
}

const slug = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
