import { fill, type TextValues } from '../../../../../foundation/texts.ts';
import { useView } from '../../../view.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

type OnlineKey = keyof typeof de;
const ONLINE_WORDS: Readonly<Record<string, Readonly<Record<OnlineKey, string>>>> = { de, en };

/** The words of these screens: they come with them, in a script of their own. */
export function useOnlineWords(): (key: OnlineKey, values?: TextValues) => string {
  const { words } = useView();
  const texts = ONLINE_WORDS[words.language] ?? de;
  return (key, values = {}) => fill(texts[key], values);
}
