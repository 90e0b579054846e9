import { expect, test } from 'vitest';
import { testSameTexts } from '../../foundation/test-support/same-texts.ts';
import { PROCESS_FAULTS } from '../contract.ts';
import { DEVICES } from '../registry.ts';
import checksDe from './checks.de.json' with { type: 'json' };
import checksEn from './checks.en.json' with { type: 'json' };
import de from './de.json' with { type: 'json' };
import en from './en.json' with { type: 'json' };

/**
 * Words for who looks after a terminal, at its side (`npm run devices`) or at the hub's console: one wording for both.
 * What a citizen reads of the same faults stands in `config/texts`, because a citizen can do something else about them.
 */
testSameTexts(de, en);
testSameTexts(checksDe, checksEn);

test.each(Object.entries({ de, en }))(
  '%s has words for every reason of every kind, and for nothing else',
  (_, texts) => {
    const reasons = Object.values(DEVICES).flatMap((kind): readonly string[] => kind.reasons);
    const expected = new Set([...reasons, ...PROCESS_FAULTS].map((reason) => `reason.${reason}`));
    expect(Object.keys(texts)).toEqual([...expected].sort());
  },
);
