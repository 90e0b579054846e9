import { testSameTexts } from '../../foundation/test-support/same-texts.ts';
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

testSameTexts(de, en);
