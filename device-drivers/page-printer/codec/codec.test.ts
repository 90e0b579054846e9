import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AttributeReader,
  attribute,
  boolean,
  charset,
  enumeration,
  integer,
  keyword,
  range,
  uri,
} from './attributes.ts';
import { decodeAnswer, decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import {
  type Attribute,
  GROUPS,
  type Message,
  OUT_OF_BAND,
  type OutOfBand,
  STRINGS,
  type StringType,
  type Value,
} from './message.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const ascii = (text: string) => Buffer.from(text).toString('hex');
const NOTHING = new Uint8Array();
const HEAD = '0200 000b 00000001';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const words = fc.string({ unit: 'grapheme', maxLength: 30 });
const octets = fc.uint8Array({ maxLength: 40 });
const flat: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...(Object.keys(OUT_OF_BAND) as OutOfBand[])).map((type): Value => ({ type })),
  fc
    .tuple(fc.constantFrom(...(Object.keys(STRINGS) as StringType[])), words)
    .map(([type, text]): Value => ({ type, text })),
  fc
    .tuple(fc.constantFrom('textWithLanguage', 'nameWithLanguage'), words, words)
    .map(([type, language, text]): Value => ({ type, language, text })),
  fc.tuple(fc.constantFrom('integer', 'enum'), int32).map(([type, value]): Value => ({ type, value })),
  fc.boolean().map((value): Value => ({ type: 'boolean', value })),
  fc
    .record({ cross: int32, feed: int32, unit: fc.integer({ min: 0, max: 255 }) })
    .map((resolution): Value => ({ type: 'resolution', ...resolution })),
  fc.tuple(int32, int32).map(([low, high]): Value => ({ type: 'range', low, high })),
  fc.uint8Array({ minLength: 11, maxLength: 11 }).map((value): Value => ({ type: 'dateTime', bytes: value })),
  octets.map((value): Value => ({ type: 'octets', bytes: value })),
  octets.map((value): Value => ({ type: 'other', tag: 0x7f, bytes: value })),
);
const { attributes } = fc.letrec<{ attributes: readonly Attribute[]; value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    flat,
    tie('attributes').map((members): Value => ({ type: 'collection', members })),
  ),
  attributes: fc.array(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 20 }),
      values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    }),
    { maxLength: 4 },
  ),
}));
const messages: fc.Arbitrary<Message> = fc.record({
  version: fc.record({ major: fc.integer({ min: 0, max: 255 }), minor: fc.integer({ min: 0, max: 255 }) }),
  code: fc.integer({ min: 0, max: 0xffff }),
  requestId: int32,
  groups: fc.array(fc.record({ tag: fc.constantFrom(1, 2, 4, 5, 0x0f), attributes }), { maxLength: 3 }),
  data: octets,
});

test('whatever is written is read back the same', () => {
  fc.assert(
    fc.property(messages, (message) => {
      const read = decodeMessage(encodeMessage(message));
      expect(read.ok && JSON.stringify(plain(read.value))).toBe(JSON.stringify(plain(message)));
    }),
    { numRuns: 500 },
  );
});

/** Octets as arrays, whatever class holds them. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  }
  return value;
};

test('a message cut off anywhere before its data is refused where it ends', () => {
  fc.assert(
    fc.property(messages, fc.nat(), (message, cut) => {
      const whole = encodeMessage({ ...message, data: NOTHING });
      const part = whole.subarray(0, cut % whole.length);
      const read = decodeMessage(part);
      expect(read.ok).toBe(false);
      if (!read.ok) {
        expect(['truncated', 'no-end-tag']).toContain(read.error.reason);
        expect(read.error.offset).toBeLessThanOrEqual(part.length);
      }
    }),
    { numRuns: 500 },
  );
});

test('a request is octet by octet what RFC 8010 section 3 says', () => {
  const message: Message = {
    version: { major: 2, minor: 0 },
    code: 0x000b,
    requestId: 1,
    groups: [
      {
        tag: GROUPS.operation,
        attributes: [
          attribute('attributes-charset', charset('utf-8')),
          attribute('printer-uri', uri('ipp://p/')),
          attribute('requested-attributes', keyword('a'), keyword('bc')),
        ],
      },
    ],
    data: Buffer.from('%PDF'),
  };
  const expected = [
    HEAD,
    '01',
    `47 0012 ${ascii('attributes-charset')} 0005 ${ascii('utf-8')}`,
    `45 000b ${ascii('printer-uri')} 0008 ${ascii('ipp://p/')}`,
    `44 0014 ${ascii('requested-attributes')} 0001 61`,
    '44 0000 0002 6263',
    '03',
    ascii('%PDF'),
  ].join('');
  expect(Buffer.from(encodeMessage(message)).toString('hex')).toBe(expected.replace(/\s/g, ''));
});

test('a collection has named members between its begin and its end', () => {
  const size: Value = { type: 'collection', members: [attribute('x', integer(21000)), attribute('y', integer(29700))] };
  const wire = bytes(
    `${HEAD} 04 34 000a ${ascii('media-size')} 0000
     4a 0000 0001 78 21 0000 0004 00005208
     4a 0000 0001 79 21 0000 0004 00007404
     37 0000 0000 03`,
  );
  const read = decodeMessage(wire);
  expect(read).toMatchObject({
    ok: true,
    value: { groups: [{ attributes: [{ name: 'media-size', values: [size] }] }] },
  });
});

const NAMED = (tag: string, value: string) => `${tag} 0001 61 ${value}`;
test.each([
  ['nothing at all', '', 'truncated', 0],
  ['half a head', '0200000b', 'truncated', 0],
  ['a head alone', HEAD, 'no-end-tag', 8],
  ['groups without an end', `${HEAD} 01`, 'no-end-tag', 9],
  ['the reserved tag', `${HEAD} 00`, 'reserved-tag', 8],
  ['an attribute of no group', `${HEAD} ${NAMED('21', '0004 00000001')} 03`, 'attribute-before-group', 8],
  ['another value of nothing', `${HEAD} 01 21 0000 0004 00000001 03`, 'value-without-attribute', 9],
  ['a negative length of a name', `${HEAD} 01 21 ffff`, 'bad-length', 10],
  ['a negative length of a value', `${HEAD} 01 ${NAMED('21', '8000')}`, 'bad-length', 13],
  ['a length beyond the end', `${HEAD} 01 ${NAMED('41', '7fff 61')} 03`, 'truncated', 15],
  ['an integer of three octets', `${HEAD} 01 ${NAMED('21', '0003 000001')} 03`, 'bad-length', 9],
  ['an enum of five octets', `${HEAD} 01 ${NAMED('23', '0005 0000000001')} 03`, 'bad-length', 9],
  ['a boolean of two octets', `${HEAD} 01 ${NAMED('22', '0002 0001')} 03`, 'bad-length', 9],
  ['a boolean that is neither', `${HEAD} 01 ${NAMED('22', '0001 02')} 03`, 'bad-boolean', 9],
  ['a range of four octets', `${HEAD} 01 ${NAMED('33', '0004 00000001')} 03`, 'bad-length', 9],
  ['a resolution without a unit', `${HEAD} 01 ${NAMED('32', '0008 0000000100000001')} 03`, 'bad-length', 9],
  ['a dateTime of ten octets', `${HEAD} 01 ${NAMED('31', '000a 00000000000000000000')} 03`, 'bad-length', 9],
  ['a text whose language is too long', `${HEAD} 01 ${NAMED('35', '0004 00090000')} 03`, 'bad-length', 9],
  ['a text with octets behind it', `${HEAD} 01 ${NAMED('35', '0005 0000000001')} 03`, 'bad-length', 9],
  ['a member outside of a collection', `${HEAD} 01 ${NAMED('4a', '0001 62')} 03`, 'bad-collection', 9],
  ['an end outside of a collection', `${HEAD} 01 ${NAMED('37', '0000')} 03`, 'bad-collection', 9],
  ['a collection with a value', `${HEAD} 01 ${NAMED('34', '0001 00')} 37 0000 0000 03`, 'bad-length', 9],
  ['a collection that never ends', `${HEAD} 01 ${NAMED('34', '0000')} 03`, 'reserved-tag', 15],
  ['a value before its member', `${HEAD} 01 ${NAMED('34', '0000')} 21 0000 0004 00000001`, 'bad-collection', 15],
  [
    'a member without a value',
    `${HEAD} 01 ${NAMED('34', '0000')} 4a 0000 0001 62 37 0000 0000 03`,
    'bad-collection',
    21,
  ],
  ['a member without a name', `${HEAD} 01 ${NAMED('34', '0000')} 4a 0000 0000 37 0000 0000 03`, 'bad-collection', 15],
])('%s is refused with the reason and the place', (_, hex, reason, offset) => {
  expect(decodeMessage(bytes(hex))).toEqual({ ok: false, error: { reason, offset } });
});

const LIST = '44 0001 6c 0001 78 44 0000 0001 79';
const AFTER = `21 0001 7a 0004 00000007`;
const KEPT = [attribute('l', keyword('x'), keyword('y')), attribute('z', integer(7))];
test.each([
  ['a member outside of a collection, with its value', '4a 0000 0001 62 21 0000 0004 00000001', 'bad-collection'],
  ['a named member outside of a collection', `${NAMED('4a', '0001 62')} 21 0000 0004 00000001`, 'bad-collection'],
  ['an end outside of a collection', '37 0000 0000', 'bad-collection'],
  ['an integer of no octets', NAMED('21', '0000'), 'bad-length'],
  ['an enum of no octets, and more of it', `${NAMED('23', '0000')} 23 0000 0004 00000001`, 'bad-length'],
  ['a boolean that is neither', NAMED('22', '0001 02'), 'bad-boolean'],
  ['a range of four octets', NAMED('33', '0004 00000001'), 'bad-length'],
  [
    'a collection with a value before its member',
    `${NAMED('34', '0000')} 21 0000 0004 00000001 37 0000 0000`,
    'bad-collection',
  ],
  ['a collection that never ends', `${NAMED('34', '0000')} 4a 0000 0001 62`, 'bad-collection'],
  ['another value of another kind, malformed', '21 0001 61 0004 00000001 21 0000 0000', 'bad-length'],
])('an answer with %s loses that attribute only', (_, malformed, reason) => {
  const read = decodeAnswer(bytes(`${HEAD} 04 ${LIST} ${malformed} ${AFTER} 03`));
  expect(read).toMatchObject({ ok: true, value: { groups: [{ tag: 4, attributes: KEPT }], dropped: [{ reason }] } });
  expect(decodeMessage(bytes(`${HEAD} 04 ${LIST} ${malformed} ${AFTER} 03`)).ok).toBe(false);
});

test('an answer with a malformed attribute before its first group, or at its very end, is read', () => {
  expect(
    decodeAnswer(bytes(`${HEAD} ${NAMED('21', '0004 00000001')} 04 ${AFTER} ${NAMED('21', '0000')} 03`)),
  ).toMatchObject({
    ok: true,
    value: { groups: [{ tag: 4, attributes: [attribute('z', integer(7))] }], dropped: [{}, {}] },
  });
});

test.each([
  ['a length beyond the end', `04 ${NAMED('41', '7fff 61')} 03`],
  ['a negative length', `04 ${NAMED('21', '8000')} 03`],
  ['no end', `04 ${AFTER}`],
])('an answer with %s is refused: where its fields stand is lost', (_, rest) => {
  expect(decodeAnswer(bytes(`${HEAD} ${rest}`)).ok).toBe(false);
});

test('collections in collections have an end', () => {
  const open = `${NAMED('34', '0000')} ${'4a 0000 0001 62 34 0000 0000 '.repeat(40)}`;
  expect(decodeMessage(bytes(`${HEAD} 01 ${open}`))).toMatchObject({ error: { reason: 'too-deep' } });
});

test.each([
  ['an attribute without a value', attribute('a')],
  ['a nameless attribute', attribute('', integer(1))],
  ['33 bits', attribute('a', integer(2 ** 32))],
  ['half an integer', attribute('a', integer(0.5))],
  ['a value of 32768 octets', attribute('a', keyword('x'.repeat(0x8000)))],
])('%s cannot be written', (_, one) => {
  const message = { version: { major: 2, minor: 0 }, code: 0, requestId: 1, groups: [{ tag: 1, attributes: [one] }] };
  expect(() => encodeMessage({ ...message, data: NOTHING })).toThrow();
});

test('readers take the standard type only, and the first of attributes that come twice', () => {
  const reader = new AttributeReader([
    {
      tag: GROUPS.printer,
      attributes: [
        attribute('n', integer(1), enumeration(2), keyword('x')),
        attribute('n', integer(9)),
        attribute('t', keyword('x'), integer(1)),
        attribute('f', boolean(true)),
        attribute('r', range(1, 99)),
        attribute('i', integer(5)),
      ],
    },
  ]);
  expect(reader.numbers('n')).toEqual([1, 2]);
  expect(reader.texts('t')).toEqual(['x']);
  expect([reader.flag('f'), reader.flag('n'), reader.flag('none')]).toEqual([true, undefined, undefined]);
  expect([reader.upTo('r'), reader.upTo('i'), reader.upTo('t')]).toEqual([99, 5, undefined]);
  expect([reader.has('f'), reader.has('none')]).toEqual([true, false]);
});
