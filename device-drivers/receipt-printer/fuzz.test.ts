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

test('text with every printable byte reaches the promise about commands', () => {
  const target = fuzzTargets.find(({ name }) => name === 'escpos-text');
  const printable = Uint8Array.from({ length: 0x5f }, (_, i) => i + 0x20);
  expect(() => target?.run(printable)).not.toThrow();
});
