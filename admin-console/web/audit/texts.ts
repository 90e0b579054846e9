import de from '../locales/de/audit.json' with { type: 'json' };
import en from '../locales/en/audit.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
