import { useState } from 'preact/hooks';
import type { ConsoleLanguage } from '../texts.ts';

/** Kept in the browser: what a person chose is there again the next time. */
const KEPT_AS = 'console-language';

/** The language that was chosen here before, else German. */
export function useLanguage(): readonly [ConsoleLanguage, (language: ConsoleLanguage) => void] {
  const [language, setLanguage] = useState<ConsoleLanguage>(() =>
    localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'de',
  );
  const choose = (chosen: ConsoleLanguage) => {
    localStorage.setItem(KEPT_AS, chosen);
    setLanguage(chosen);
  };
  return [language, choose];
}
