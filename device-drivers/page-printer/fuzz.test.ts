import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attribute, integer, keyword } from './codec/attributes.ts';
import { encodeMessage } from './codec/encode.ts';
import { fuzzTargets } from './fuzz.ts';

const noise = fc.uint8Array({ maxLength: 300 });
const whole = encodeMessage({
  version: { major: 2, minor: 0 },
  code: 0,
  requestId: 1,
  groups: [
    {
      tag: 4,
      attributes: [
        attribute('printer-state', { type: 'enum', value: 3 }),
        attribute('printer-state-reasons', keyword('none'), keyword('media-low')),
        attribute('media-col', { type: 'collection', members: [attribute('x', integer(1))] }),
      ],
    },
  ],
  data: new Uint8Array(),
});
/** A good message with one octet wrong gets further than noise. */
const mutated = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })).map(([at, octet]) => {
  const copy = Uint8Array.from(whole);
  copy[at] = octet;
  return copy;
});

test.each(fuzzTargets.map((target) => [target.name, target] as const))('%s survives anything', (_, target) => {
  fc.assert(
    fc.property(fc.oneof(noise, mutated), (bytes) => target.run(bytes)),
    { numRuns: 5_000 },
  );
});

test('the targets have names of their own', () => {
  expect(new Set(fuzzTargets.map((target) => target.name)).size).toBe(fuzzTargets.length);
});
