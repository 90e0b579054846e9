import { encode, Tagged } from 'cborg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../limits.ts';
import { EncodedCbor, encodeCbor, tryDecode } from './cbor.ts';

const nested = (depth: number, wrap: (inner: unknown) => unknown) => {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = wrap(value);
  return encodeCbor(value);
};

test.each([
  ['arrays', (inner: unknown) => [inner]],
  ['maps', (inner: unknown) => new Map([['a', inner]])],
  ['tags', (inner: unknown) => new Tagged(0, inner)],
])('%s may be nested to the limit, and no deeper', (_, wrap) => {
  expect(tryDecode(nested(LIMITS.depth, wrap))).toBeDefined();
  expect(tryDecode(nested(LIMITS.depth + 1, wrap))).toBeUndefined();
});

test('what stands beside each other is not nested', () => {
  expect(tryDecode(encodeCbor(Array.from({ length: 100 }, () => [[], new Map(), 1])))).toHaveLength(100);
});

const HEX: readonly [string, string][] = [
  ['a key twice', 'a2616101616102'],
  ['keys that differ in their type only', 'a2013161316131'],
  ['an unknown tag', 'd86301'],
  ['tag 24 around a number', 'd81801'],
  ['more than one item', '0101'],
  ['an item that ends early', '8301'],
  ['an array of four billion', '9affffffff'],
  ['nothing', ''],
];

test.each(HEX)('refused: %s', (_, hex) => {
  expect(tryDecode(Buffer.from(hex, 'hex'))).toBeUndefined();
});

test('embedded CBOR keeps its bytes, also those that could be shorter', () => {
  const decoded = tryDecode(Buffer.from('d81842' + '1801', 'hex'));
  expect(decoded).toEqual(new EncodedCbor(Uint8Array.of(0x18, 0x01)));
});

test('lengths that are not said beforehand are read', () => {
  expect(tryDecode(Buffer.from('9f01bf616102ff80ff', 'hex'))).toEqual([1, { a: 2 }, []]);
});

test('any value comes back', () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(value, (original) => {
      expect(tryDecode(encode(original))).toEqual(original);
    }),
  );
});
