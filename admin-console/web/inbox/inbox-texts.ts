import de from '../locales/de/inbox.json' with { type: 'json' };
import en from '../locales/en/inbox.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
