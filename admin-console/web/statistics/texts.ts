import de from '../locales/de/statistics.json' with { type: 'json' };
import en from '../locales/en/statistics.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
