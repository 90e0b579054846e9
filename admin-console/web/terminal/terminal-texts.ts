import de from '../locales/terminal.de.json' with { type: 'json' };
import en from '../locales/terminal.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
