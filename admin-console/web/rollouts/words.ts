import de from '../locales/rollouts.de.json' with { type: 'json' };
import en from '../locales/rollouts.en.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

/** Texts of the pages about rollouts; each of their modules imports this. */
addTexts({ de, en });
