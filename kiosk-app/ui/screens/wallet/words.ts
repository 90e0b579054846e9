import { fill, type TextValues } from '../../../../foundation/texts.ts';
import { useView } from '../../view.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

type WalletKey = keyof typeof de;
const WALLET_WORDS: Readonly<Record<string, Readonly<Record<WalletKey, string>>>> = { de, en };

/** The words of these screens: they come with them, in a script of their own. */
export function useWalletWords(): (key: WalletKey, values?: TextValues) => string {
  const { words } = useView();
  const texts = WALLET_WORDS[words.language] ?? de;
  return (key, values = {}) => fill(texts[key], values);
}
