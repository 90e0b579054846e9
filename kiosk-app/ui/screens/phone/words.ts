import { fill, type TextValues } from '../../../../foundation/texts.ts';
import { useView } from '../../view.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

type PhoneKey = keyof typeof de;
const PHONE_WORDS: Readonly<Record<string, Readonly<Record<PhoneKey, string>>>> = { de, en };

/** The words of these panels: they come with them, in a script of their own. */
export function usePhoneWords(): (key: PhoneKey, values?: TextValues) => string {
  const { words } = useView();
  const texts = PHONE_WORDS[words.language] ?? de;
  return (key, values = {}) => fill(texts[key], values);
}
