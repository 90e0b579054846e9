import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeApdu, fromHex } from '../codec/index.ts';
import { TcpParser } from './tcp-parser.ts';

test('any cut into segments yields the same APDUs', () => {
  const apdu = fc.record({
    cls: fc.constantFrom(0x04, 0x06, 0x80, 0x84),
    ins: fc.integer({ min: 0, max: 255 }),
    data: fc.uint8Array({ maxLength: 400 }),
  });
  fc.assert(
    fc.property(
      fc.array(apdu, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (apdus, cuts) => {
        const wire = Uint8Array.from(apdus.flatMap((a) => Array.from(encodeApdu(a))));
        const parser = new TcpParser();
        const items = [];
        for (let at = 0, i = 0; at < wire.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          items.push(...parser.push(wire.subarray(at, at + size)));
          at += size;
        }
        expect(items).toEqual(apdus.map((a) => ({ kind: 'apdu', apdu: a })));
        expect(parser.pending).toBe(0);
      },
    ),
  );
});

test('after garbage nothing is trusted any more, and all of it is accounted for', () => {
  const parser = new TcpParser();
  const items = parser.push(fromHex('80000048545450'));
  expect(items.map((i) => i.kind)).toEqual(['apdu', 'discarded']);
  expect(parser.push(fromHex('800000'))).toMatchObject([{ kind: 'discarded', reason: 'unknown-class' }]);
});
