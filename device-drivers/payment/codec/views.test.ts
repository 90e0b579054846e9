import { expect, test } from 'vitest';
import { fromHex } from './bytes.ts';
import { decodeStatusCompletion } from './completion.ts';
import { bmp, container } from './fields.ts';
import { phaseOf, timeoutMinutes } from './intermediate.ts';
import { readPrintLine, readTextBlock } from './print.ts';
import { readStatusInformation } from './status-information.ts';
import { encodeText } from './text.ts';
import { FAMILIES, readTotals, writeTotals } from './totals.ts';

test.each([
  ['masked by the device', '672590EEEEEE1234', '672590######1234'],
  ['odd length, filled up', '123F', '123'],
  ['separator ends it', '1234D5', '1234'],
])('card number %s', (_, nibbles, pan) => {
  expect(readStatusInformation([bmp(0x22, fromHex(nibbles))]).pan).toBe(pan);
});

test('a trace of zeros is looked up in TLV 1F2B', () => {
  const fields = [bmp(0x0b, fromHex('000000')), container({ tag: 0x1f2b, value: fromHex('00123456') })];
  expect(readStatusInformation(fields).trace).toBe(123_456);
});

test('BCD with a wrong nibble is no number rather than a wrong one', () => {
  expect(readStatusInformation([bmp(0x04, fromHex('00000000012A'))]).amount).toBeNull();
});

test('"and remove the card" is what remains of a status, but a verdict stays a verdict', () => {
  expect([phaseOf(0x4b), phaseOf(0x4e), phaseOf(0x5c), phaseOf(0x5d), phaseOf(0x55), phaseOf(0xe0)]).toEqual([
    'remove-card',
    'remove-card',
    'approved',
    'declined',
    'pin-wrong',
    'other',
  ]);
});

test.each([
  [0x01, 1],
  [0x15, 15],
  [0x00, null],
  [0x1a, null],
  [null, null],
])('timeout byte %s means %s minutes', (raw, minutes) => {
  expect(timeoutMinutes(raw)).toBe(minutes);
});

test('attribute FF of a print line is a number of feeds, kept within reason', () => {
  expect(readPrintLine(0xff, Uint8Array.of(3), [], 'cp437')).toMatchObject({ ends: false, lines: [{}, {}, {}] });
  expect(readPrintLine(0xff, Uint8Array.of(255), [], 'cp437').lines).toHaveLength(20);
});

test('an attribute in a text block counts for the next line only', () => {
  const children = [
    { tag: 0x09, value: Uint8Array.of(0x70) },
    { tag: 0x07, value: encodeText('A', 'cp437') },
    { tag: 0x07, value: encodeText('B', 'cp437') },
  ];
  const { lines } = readTextBlock([container({ tag: 0x25, children })], 'cp437');
  expect(lines.map(({ align, large }) => [align, large])).toEqual([
    ['center', true],
    ['left', false],
  ]);
});

test('a text block names its own character set', () => {
  const children = [{ tag: 0x07, value: Uint8Array.of(0xc3, 0xa4) }];
  const block = [container({ tag: 0x14, value: Uint8Array.of(0xfe) }, { tag: 0x25, children })];
  expect(readTextBlock(block, 'cp437').lines[0]?.text).toBe('ä');
});

test('end-of-day totals decode to what they were encoded from', () => {
  const families = Object.fromEntries(FAMILIES.map((f, i) => [f, { count: i, total: i * 1_000 }])) as never;
  const detail = { firstReceipt: 68, lastReceipt: 71, families };
  expect(readTotals(writeTotals(detail))).toEqual(detail);
});

test('status F0 of a status enquiry is not taken for a length digit', () => {
  expect(decodeStatusCompletion(fromHex('F00600'))).toMatchObject({ ok: true, value: { version: null, status: 0xf0 } });
});
