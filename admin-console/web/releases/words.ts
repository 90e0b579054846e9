import changesDe from '../locales/changes.de.json' with { type: 'json' };
import changesEn from '../locales/changes.en.json' with { type: 'json' };
import de from '../locales/releases.de.json' with { type: 'json' };
import en from '../locales/releases.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

/** Texts of all pages about releases; each of their modules imports this. */
addTexts({ de: { ...de, ...changesDe }, en: { ...en, ...changesEn } });
