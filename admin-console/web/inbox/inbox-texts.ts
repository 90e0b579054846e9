import de from '../locales/inbox.de.json' with { type: 'json' };
import en from '../locales/inbox.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
