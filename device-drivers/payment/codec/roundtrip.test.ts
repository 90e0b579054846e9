import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apduSize, decodeApdu, encodeApdu } from './apdu.ts';
import { type Bytes, fromHex, hex } from './bytes.ts';
import { bmpLength, decodeFields, encodeFields, type Field, knownBmps } from './fields.ts';
import { decodeFrame, encodeFrame, type ZvtFrame } from './frames.ts';
import { decodeTlv, encodeTlv, isConstructed, type ZvtTlv } from './tlv.ts';

const bytes = (max: number) => fc.uint8Array({ maxLength: max });

const tag = fc.oneof(
  fc.integer({ min: 0, max: 0xff }).filter((t) => (t & 0x1f) !== 0x1f),
  fc
    .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 0x7f }))
    .map(([c, n]) => (((c << 5) | 0x1f) << 8) | n),
  fc.integer({ min: 0, max: 0x7f }).map((n) => 0x1f8000 | n),
);

const primitive: fc.Arbitrary<ZvtTlv> = fc
  .tuple(
    tag.filter((t) => !isConstructed(t)),
    bytes(300),
  )
  .map(([t, value]) => ({ tag: t, value }));
const nest = (inner: fc.Arbitrary<ZvtTlv>): fc.Arbitrary<ZvtTlv> =>
  fc.oneof(primitive, fc.record({ tag: tag.filter(isConstructed), children: fc.array(inner, { maxLength: 3 }) }));
const tlv = nest(nest(nest(primitive)));

const bmpField: fc.Arbitrary<Field> = fc.constantFrom(...knownBmps).chain((number) => {
  const length = bmpLength(number);
  const value: fc.Arbitrary<Bytes> =
    typeof length === 'number'
      ? fc.uint8Array({ minLength: length, maxLength: length })
      : bytes(length === 'llvar' ? 99 : 999);
  return value.map((v) => ({ kind: 'bmp', bmp: number, value: v }));
});
const tlvField: fc.Arbitrary<Field> = fc.array(tlv, { maxLength: 4 }).map((items) => ({ kind: 'tlv', items }));
const fields = fc.array(fc.oneof(bmpField, tlvField), { maxLength: 8 });
const password = fc.integer({ min: 0, max: 999_999 }).map((n) => String(n).padStart(6, '0'));
const byte = fc.integer({ min: 0, max: 255 });

const frame: fc.Arbitrary<ZvtFrame> = fc.oneof(
  fc.record({
    kind: fc.constant('registration' as const),
    password,
    config: byte,
    currency: fc.constant('0978'),
    fields,
  }),
  fc.record({
    kind: fc.constantFrom('repeat-receipt', 'reversal', 'refund', 'end-of-day', 'initialisation'),
    password,
    fields,
  }),
  fc.record({ kind: fc.constantFrom('authorisation', 'diagnosis', 'status-information', 'print-text-block'), fields }),
  fc.record({ kind: fc.constant('status-enquiry' as const), password, fields }),
  fc.record({ kind: fc.constantFrom('abort-command', 'log-off', 'acknowledge') }),
  fc.record({ kind: fc.constant('answer' as const), resultCode: byte, fields }),
  fc.record({
    kind: fc.constant('intermediate-status' as const),
    status: byte,
    // 06 as a timeout is indistinguishable from a container where the rest fits: a real device has no reason to.
    timeout: byte.filter((b) => b !== 0x06),
    fields,
  }),
  fc.record({
    kind: fc.constant('print-line' as const),
    attribute: byte,
    text: bytes(80).filter((t) => !t.includes(0x06)),
    fields: fc.array(tlv, { minLength: 1, maxLength: 2 }).map((items): Field[] => [{ kind: 'tlv', items }]),
  }),
  fc.record({ kind: fc.constant('completion' as const), data: bytes(400) }),
  fc.record({ kind: fc.constant('abort' as const), resultCode: byte, fields }),
);

test('every TLV object decodes to what it was encoded from', () => {
  fc.assert(
    fc.property(fc.array(tlv, { maxLength: 4 }), (items) => {
      expect(decodeTlv(encodeTlv(items))).toEqual({ ok: true, value: items });
    }),
  );
});

test('every list of fields decodes to what it was encoded from', () => {
  fc.assert(
    fc.property(fields, (list) => {
      expect(decodeFields(encodeFields(list))).toEqual({ ok: true, value: list });
    }),
  );
});

test('every frame decodes to what it was encoded from', () => {
  fc.assert(
    fc.property(frame, (f) => {
      expect(decodeFrame(encodeFrame(f))).toEqual({ ok: true, value: f });
    }),
    { numRuns: 500 },
  );
});

test('every frame that is accepted encodes to the bytes it came from', () => {
  fc.assert(
    fc.property(byte, byte, bytes(60), (cls, ins, data) => {
      const wire = encodeApdu({ cls, ins, data });
      const read = decodeFrame(wire);
      if (read.ok) expect(encodeFrame(read.value)).toEqual(wire);
    }),
    { numRuns: 3_000 },
  );
});

test('control fields of the protocol with any data encode to the bytes they came from, or are refused inside them', () => {
  const control = fc.constantFrom(
    0x0600,
    0x0601,
    0x0620,
    0x0630,
    0x0501,
    0x040f,
    0x04ff,
    0x06d1,
    0x06d3,
    0x060f,
    0x061e,
    0x8400,
  );
  const near = fc.array(fc.oneof(fc.constantFrom(...knownBmps, 0x06, 0xf0, 0xf1, 0xf2), byte), { maxLength: 40 });
  fc.assert(
    fc.property(control, near, (code, data) => {
      const wire = encodeApdu({ cls: code >> 8, ins: code & 0xff, data: Uint8Array.from(data) });
      const read = decodeFrame(wire);
      if (read.ok) expect(encodeFrame(read.value)).toEqual(wire);
      else expect(read.error.offset).toBeLessThanOrEqual(wire.length);
    }),
    { numRuns: 5_000 },
  );
});

test('an APDU cut short anywhere is refused', () => {
  fc.assert(
    fc.property(bytes(600), fc.nat(), (data, at) => {
      const wire = encodeApdu({ cls: 0x06, ins: 0x0f, data });
      expect(decodeApdu(wire.subarray(0, at % wire.length)).ok).toBe(false);
    }),
  );
});

test.each([
  [254, 3],
  [255, 5],
  [65_535, 5],
])('%i bytes of data have a header of %i', (length, header) => {
  const wire = encodeApdu({ cls: 0x06, ins: 0xd3, data: new Uint8Array(length) });
  expect(apduSize(wire)).toEqual({ header, total: header + length });
});

test('a length written longer than needed is kept', () => {
  const wire = Uint8Array.of(0x06, 0x1e, 0xff, 0x01, 0x00, 0x6c);
  const read = decodeApdu(wire);
  expect(read.ok && encodeApdu(read.value)).toEqual(wire);
});

test.each(['0681020700', '0682000407023132', '060707820003313233'])(
  'TLV lengths written longer than needed are kept: %s',
  (text) => {
    const read = decodeFields(fromHex(text));
    expect(read.ok && hex(encodeFields(read.value))).toBe(text);
  },
);
