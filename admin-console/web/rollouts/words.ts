import de from '../locales/de/rollouts.json' with { type: 'json' };
import en from '../locales/en/rollouts.json' with { type: 'json' };
import { addTexts } from '../texts.ts';

/** Texts of the pages about rollouts; each of their modules imports this. */
addTexts({ de, en });
