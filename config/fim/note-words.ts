import { fill } from '../../foundation/texts.ts';
import type { FimFault } from './fim-form.ts';
import type { FimNote } from './fim-import.ts';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const TEXTS: Readonly<Record<'de' | 'en', Readonly<Record<string, string>>>> = { de, en };

/** What a person reads of a note: one or two sentences. */
export const noteWords = ({ word, detail }: Pick<FimNote, 'word' | 'detail'>, language: 'de' | 'en'): string =>
  fill(TEXTS[language][`fim.note.${word}`] ?? word, { detail });

/** Why a file was not taken, in a sentence. */
export const fimFaultWords = (fault: FimFault, language: 'de' | 'en'): string =>
  TEXTS[language][`fim.fault.${fault}`] ?? fault;
