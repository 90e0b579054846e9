import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTlv, tlv } from './tlv.ts';

test('what is written is read back, at every length form', () => {
  fc.assert(
    fc.property(fc.constantFrom('30', '7f49', '5f20', '86'), fc.uint8Array({ maxLength: 700 }), (tag, value) => {
      const read = parseTlv(tlv(tag, value));
      expect(read).toMatchObject({ ok: true, value: [{ tag }] });
      expect(read.ok && read.value[0]?.value.equals(value)).toBe(true);
    }),
  );
});

test.each(['30', '3005', '308201', '3083000001aa', '3080', '7f'])('%s is malformed', (bytes) => {
  expect(parseTlv(Buffer.from(bytes, 'hex'))).toEqual({ ok: false, error: 'malformed-tlv' });
});

test('any bytes are read or refused', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(typeof parseTlv(Buffer.from(bytes)).ok).toBe('boolean');
    }),
  );
});
