import { expect, test } from 'vitest';
import { fromHex } from './bytes.ts';
import { decodeFrame } from './frames.ts';

test.each([
  ['header cut', '040F', 'truncated', 2],
  ['longer than its length byte', '061E016C00', 'length-mismatch', 2],
  ['shorter than its length byte', '061E026C', 'length-mismatch', 2],
  ['amount cut', '040F04040000' + '00', 'truncated', 7],
  ['LLVAR digit that is none', '040F0322F0E0', 'bad-digit', 5],
  ['LLVAR longer than the data', '040F0422F0F500', 'truncated', 7],
  ['LLLVAR without its third digit', '040F033CF0F0', 'truncated', 6],
  ['container longer than the data', '040F03060524', 'truncated', 6],
  ['object longer than its container', '040F0506032403' + '00', 'truncated', 8],
  ['inner object longer than its parent', '040F06060424020705', 'truncated', 9],
  ['indefinite length', '040F04060224' + '80', 'bad-tlv-length', 6],
  ['length in four bytes', '040F0406022483', 'bad-tlv-length', 6],
  ['tag of four bytes', '040F0706051F80800100', 'bad-tlv-tag', 5],
  ['password that is no BCD', '06500312A456', 'bad-digit', 3],
  ['password cut', '0650021234', 'too-short', 5],
  ['registration without config byte', '060003123456', 'too-short', 6],
  ['registration with half a currency', '06000512345 6DE09'.replace(' ', ''), 'truncated', 8],
  ['intermediate status without status', '04FF00', 'too-short', 3],
  ['print line without attribute', '06D100', 'too-short', 3],
])('%s is refused with reason and offset', (_, text, reason, offset) => {
  expect(decodeFrame(fromHex(text))).toEqual({ ok: false, error: { reason, offset } });
});

test('objects nested without end are refused, not recursed into', () => {
  let inner = '';
  for (let i = 0; i < 20; i++) inner = `24${(inner.length / 2).toString(16).padStart(2, '0')}${inner}`;
  const text = `040F${(inner.length / 2 + 2).toString(16)}06${(inner.length / 2).toString(16).padStart(2, '0')}${inner}`;
  expect(decodeFrame(fromHex(text))).toMatchObject({ ok: false, error: { reason: 'nested-too-deep' } });
});

test('a BMP of unknown length keeps what stands before and after it', () => {
  const read = decodeFrame(fromHex('040F072700B1010203' + '04'));
  expect(read).toMatchObject({
    ok: true,
    value: {
      fields: [
        { kind: 'bmp', bmp: 0x27 },
        { kind: 'rest', bytes: fromHex('B101020304') },
      ],
    },
  });
});

test('a vendor container that is no TLV does not cost a tolerant reader the result code', () => {
  const bytes = fromHex('040F0627000602240' + '5');
  expect(decodeFrame(bytes).ok).toBe(false);
  expect(decodeFrame(bytes, { tolerant: true })).toMatchObject({
    ok: true,
    value: { fields: [{ bmp: 0x27 }, { kind: 'rest' }] },
  });
});
