import de from '../../../device-drivers/texts/checks.de.json' with { type: 'json' };
import en from '../../../device-drivers/texts/checks.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

addTexts({ de, en });
