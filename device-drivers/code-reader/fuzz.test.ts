import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzTargets } from './fuzz.ts';

test.each(fuzzTargets)('$name keeps its promises on random bytes', ({ run }) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      expect(() => run(bytes)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
