import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { HidPosFramer, parseHidPosReport } from './hid-pos.ts';
import { decodeCode } from './text.ts';

/** Builds a report as a reader in HID-POS mode sends it. */
function report(text: string, continues = false, aim = ']Q0'): Uint8Array {
  const bytes = Buffer.alloc(64);
  bytes[0] = 2;
  bytes[1] = text.length;
  bytes.write(aim, 2, 'latin1');
  bytes.write(text, 5, 'latin1');
  bytes[63] = continues ? 1 : 0;
  return bytes;
}
function reader() {
  const clock = new SimulatedClock();
  const heard: string[] = [];
  const framer = new HidPosFramer(clock, (frame) => {
    if (frame.kind === 'discarded') heard.push(`${frame.reason} ${frame.length}`);
    else {
      const { text, symbology } = decodeCode(frame.bytes, frame.symbology);
      heard.push(`${symbology} ${text}`);
    }
  });
  return { clock, framer, heard };
}

test('a short code is one report', () => {
  const { framer, heard } = reader();
  framer.push(report('4711'));
  expect(heard).toEqual([']Q0 4711']);
});

test('a long code is several reports', () => {
  const { framer, heard } = reader();
  framer.push(report('a'.repeat(56), true));
  framer.push(report('b'.repeat(56), true));
  framer.push(report('c'));
  expect(heard).toEqual([`]Q0 ${'a'.repeat(56)}${'b'.repeat(56)}c`]);
});

test('an umlaut cut in two by the reports is whole', () => {
  const { framer, heard } = reader();
  framer.push(report('M\xc3', true));
  framer.push(report('\xbc'));
  expect(heard).toEqual([']Q0 Mü']);
});

test('a suffix the reader is set to is taken off', () => {
  const { framer, heard } = reader();
  framer.push(report('4711\r\n'));
  expect(heard).toEqual([']Q0 4711']);
});

test('no identifier is no identifier', () => {
  const { framer, heard } = reader();
  framer.push(report('4711', false, '\0\0\0'));
  expect(heard).toEqual(['null 4711']);
});

test('a continuation that never comes discards the beginning', async () => {
  const { clock, framer, heard } = reader();
  framer.push(report('4711', true));
  await clock.advance(DELAYS.quietWithinReports);
  framer.push(report('12'));
  expect(heard).toEqual(['unterminated 4', ']Q0 12']);
});

test('a code that never ends takes no more memory than a code', () => {
  const { framer, heard } = reader();
  for (let i = 0; i < 1_000; i++) framer.push(report('x'.repeat(56), true));
  framer.push(report('x'));
  expect(heard).toEqual(['too-long 56001']);
});

test.each([
  ['another report id', Buffer.concat([Buffer.from([3]), Buffer.alloc(63)])],
  ['a length beyond the data field', Buffer.concat([Buffer.from([2, 57]), Buffer.alloc(62)])],
  ['a short report', Buffer.from([2, 1, 0x5d])],
  ['no bytes', Buffer.alloc(0)],
])('%s is refused', (_name, bytes) => {
  expect(parseHidPosReport(bytes)).toBeNull();
});
