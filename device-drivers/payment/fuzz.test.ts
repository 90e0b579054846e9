import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownBmps } from './codec/fields.ts';
import { encodeApdu } from './codec/index.ts';
import { fuzzTargets } from './fuzz.ts';
import { encodeSerial } from './transport/serial-parser.ts';

const noise = fc.uint8Array({ maxLength: 300 });
const framed = fc
  .tuple(
    fc.constantFrom(0x0600, 0x040f, 0x04ff, 0x06d1, 0x06d3, 0x060f, 0x061e, 0x0501),
    fc.array(
      fc.oneof(
        fc.constantFrom(...knownBmps, 0x06, 0x24, 0x25, 0x1f, 0xf0, 0xf2, 0x82),
        fc.integer({ min: 0, max: 255 }),
      ),
    ),
  )
  .map(([control, data]) => ({ cls: control >> 8, ins: control & 0xff, data: Uint8Array.from(data) }));

test.each(fuzzTargets.map((target) => [target.name, target] as const))('%s survives anything', (_, target) => {
  fc.assert(
    fc.property(fc.oneof(noise, framed.map(encodeApdu), framed.map(encodeSerial)), (bytes) => target.run(bytes)),
    { numRuns: 2_000 },
  );
});

test('the targets have names of their own', () => {
  expect(new Set(fuzzTargets.map((t) => t.name)).size).toBe(fuzzTargets.length);
});
