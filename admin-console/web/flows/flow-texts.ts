import de from '../locales/flows.de.json' with { type: 'json' };
import en from '../locales/flows.en.json' with { type: 'json' };
import '../inbox/inbox-texts.ts';
import { addTexts } from '../texts.ts';

addTexts({ de, en });
