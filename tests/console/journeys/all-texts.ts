import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTexts, type ConsoleLanguage, LOCALES, type Say, texts } from '../../../admin-console/web/texts.ts';
import { Bug } from '../../../foundation/errors.ts';
import type { LocaleTexts, TextValues } from '../../../foundation/texts.ts';

const LOCALE_FILES = join(import.meta.dirname, '../../../admin-console/web/locales');

/** All texts of the console, also those that come with a page; unlike a page it does not forgive a key without words. */
export function allTexts(language: ConsoleLanguage): Say {
  addTexts({ de: merged('de'), en: merged('en') });
  const say = texts(language);
  const mustBeKnown = (key: string) => {
    if (!(key in LOCALES[language])) throw new Bug(`no text ${key}`);
  };
  const sayKnown = (key: string, values: TextValues = {}) => {
    mustBeKnown(key);
    return say(key, values);
  };
  const count = (key: string, n: number) => {
    mustBeKnown(`${key}#other`);
    return say.count(key, n);
  };
  return Object.assign(sayKnown, { has: say.has, count });
}

function merged(language: ConsoleLanguage): LocaleTexts {
  const directory = join(LOCALE_FILES, language);
  const files = readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
  return Object.assign({}, ...files.map((text) => JSON.parse(text)));
}
