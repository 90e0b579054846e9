import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fuzzTargets } from './fuzz.ts';
import { encodeReaderStates, parseReaderStates, type ReaderState } from './pcsc/reader-state.ts';

test.each(fuzzTargets)('$name keeps its promises on random bytes', ({ run }) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(() => run(bytes)).not.toThrow();
    }),
    { numRuns: 300 },
  );
});

test('any table of readers survives the wire', () => {
  const state: fc.Arbitrary<ReaderState> = fc.record({
    name: fc.stringMatching(/^[A-Za-z0-9 [\]()]{1,60}$/),
    events: fc.nat(65_535),
    present: fc.boolean(),
    atr: fc.uint8Array({ maxLength: 33 }),
  });
  fc.assert(
    fc.property(fc.array(state, { maxLength: 16 }), (states) => {
      expect(parseReaderStates(encodeReaderStates(states))).toEqual(states);
    }),
  );
});
