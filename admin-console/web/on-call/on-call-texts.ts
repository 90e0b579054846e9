import de from '../locales/de/on-call.json' with { type: 'json' };
import en from '../locales/en/on-call.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
