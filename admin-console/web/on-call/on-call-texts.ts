import de from '../locales/on-call.de.json' with { type: 'json' };
import en from '../locales/on-call.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
