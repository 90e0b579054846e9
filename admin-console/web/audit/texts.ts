import de from '../locales/audit.de.json' with { type: 'json' };
import en from '../locales/audit.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
