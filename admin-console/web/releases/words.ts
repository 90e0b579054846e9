import changesDe from '../locales/de/changes.json' with { type: 'json' };
import de from '../locales/de/releases.json' with { type: 'json' };
import changesEn from '../locales/en/changes.json' with { type: 'json' };
import en from '../locales/en/releases.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

/** Texts of all pages about releases; each of their modules imports this. */
addTexts({ de: { ...de, ...changesDe }, en: { ...en, ...changesEn } });
