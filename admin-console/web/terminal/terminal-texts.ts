import de from '../locales/de/terminal.json' with { type: 'json' };
import en from '../locales/en/terminal.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
