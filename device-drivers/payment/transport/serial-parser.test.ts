import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHex } from '../codec/index.ts';
import { crcKermit } from './crc.ts';
import { encodeSerial, SerialParser } from './serial-parser.ts';

const apdu = fc.record({
  cls: fc.constantFrom(0x04, 0x06, 0x10),
  ins: fc.constantFrom(0x00, 0x10, 0x0f, 0x03),
  data: fc
    .array(fc.oneof(fc.constantFrom(0x10, 0x02, 0x03, 0x06, 0x15), fc.integer({ min: 0, max: 255 })))
    .map((d) => Uint8Array.from(d)),
});

test('every APDU comes out of its frame, DLE in data and checksum included', () => {
  fc.assert(
    fc.property(apdu, (a) => {
      expect(new SerialParser().push(encodeSerial(a))).toEqual([{ kind: 'apdu', apdu: a }]);
    }),
    { numRuns: 1_000 },
  );
});

test('one byte at a time', () => {
  fc.assert(
    fc.property(apdu, (a) => {
      const parser = new SerialParser();
      const items = Array.from(encodeSerial(a)).flatMap((byte) => parser.push(Uint8Array.of(byte)));
      expect(items).toEqual([{ kind: 'apdu', apdu: a }]);
    }),
  );
});

test('a frame after noise is found, and the noise is accounted for', () => {
  const frame = encodeSerial({ cls: 0x80, ins: 0, data: new Uint8Array() });
  const items = new SerialParser().push(Uint8Array.of(0x41, 0x10, 0x42, ...frame));
  expect(items.map((i) => (i.kind === 'discarded' ? [i.reason, [...i.bytes]] : i.kind))).toEqual([
    ['noise', [0x41, 0x10, 0x42]],
    'apdu',
  ]);
});

test.each([
  ['wrong checksum', '10028000001003F51E', 'bad-crc'],
  ['a lone DLE inside', '1002801041', 'bad-escape'],
])('%s is discarded', (_, text, reason) => {
  expect(new SerialParser().push(fromHex(text))[0]).toMatchObject({ kind: 'discarded', reason });
});

test('a right checksum over a wrong length is discarded', () => {
  const body = Uint8Array.of(0x06, 0x1e, 9, 1);
  const crc = crcKermit(Uint8Array.of(...body, 0x03));
  const frame = Uint8Array.of(0x10, 0x02, ...body, 0x10, 0x03, crc & 0xff, crc >> 8);
  expect(new SerialParser().push(frame)).toMatchObject([{ kind: 'discarded', reason: 'bad-length' }]);
});

test('a frame that starts over is taken from its second start', () => {
  const items = new SerialParser().push(fromHex('10020601' + '10028000001003F51F'));
  expect(items.map((i) => i.kind)).toEqual(['discarded', 'apdu']);
});

test('a frame that stops is given up', () => {
  const parser = new SerialParser();
  parser.push(fromHex('100206'));
  expect(parser.inFrame).toBe(true);
  expect(parser.expire()).toMatchObject([{ kind: 'discarded', reason: 'timeout' }]);
  expect(parser.push(fromHex('10028000001003F51F'))).toMatchObject([{ kind: 'apdu' }]);
});

test('acknowledgements stand alone', () => {
  expect(new SerialParser().push(Uint8Array.of(0x06, 0x15))).toEqual([{ kind: 'ack' }, { kind: 'nak' }]);
});
