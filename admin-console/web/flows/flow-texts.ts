import de from '../locales/de/flows.json' with { type: 'json' };
import en from '../locales/en/flows.json' with { type: 'json' };
import '../inbox/inbox-texts.ts';
import { addTexts } from '../texts.ts';

addTexts({ de, en });
