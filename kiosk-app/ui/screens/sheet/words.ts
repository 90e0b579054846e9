import { useView } from '../../view.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

type SheetWord = keyof typeof de;
const SHEET_WORDS: Readonly<Record<string, Readonly<Record<SheetWord, string>>>> = { de, en };

/** The words of this screen: they come with it, in a script of their own. */
export function useSheetWords(): (key: SheetWord) => string {
  const { words } = useView();
  const texts = SHEET_WORDS[words.language] ?? de;
  return (key) => texts[key];
}
