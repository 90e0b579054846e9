import { useView } from '../../view.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };

type SignatureWord = keyof typeof de;
const SIGNATURE_WORDS: Readonly<Record<string, Readonly<Record<SignatureWord, string>>>> = { de, en };

/** The words of a signature: they come with it, in a script of their own. */
export function useSignatureWords(): (key: SignatureWord) => string {
  const { words } = useView();
  const texts = SIGNATURE_WORDS[words.language] ?? de;
  return (key) => texts[key];
}
