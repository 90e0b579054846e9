import { expect, test } from 'vitest';
import { SAMPLE } from '../test-support/sample-account.ts';
import { writeCsv } from './csv.ts';

const rows = (csv: string) =>
  csv
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(';'));

test('a byte order mark, semicolons, CRLF after each row', () => {
  const csv = writeCsv([SAMPLE]);
  expect(csv.startsWith('\uFEFFKassenschnitt;Terminal;')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

test('a payment with Kassenzeichen, decimal comma, and what finds it at the acquirer; times where the till stands', () => {
  expect(rows(writeCsv([SAMPLE]))[1]).toEqual([
    'MSRH01-00007-A1B2C3D4',
    'MS-RH-01',
    '2026-01-05',
    '2026-01-05',
    '10:30:15',
    'ZAHLUNG',
    'stadtkasse',
    'Stadtkasse Musterstadt & Umland',
    'DE89370400440532013000',
    'MSRH01-0AAA-0001X',
    '30,70',
    'EUR',
    '12',
    '34',
    '52500041',
    'girocard',
    '123456',
    '11111111111141118111111111111111',
    'KARTE',
    '',
  ]);
});

test('a reversal is negative', () => {
  const reversal = rows(writeCsv([SAMPLE])).find((row) => row[5] === 'STORNO');
  expect(reversal?.[10]).toBe('-30,70');
});

test('all rows have all columns, and the sum is the journal’s and what was cleared', () => {
  const [header, ...items] = rows(writeCsv([SAMPLE]));
  expect(items.every((row) => row.length === header?.length)).toBe(true);
  const cents = items.map((row) => Math.round(Number(row[10]?.replace(',', '.')) * 100));
  expect(cents.reduce((sum, one) => sum + one, 0)).toBe(SAMPLE.journal.total + 905);
});

test('one payee only', () => {
  expect(rows(writeCsv([SAMPLE], 'stadtwerke')).map((row) => row[6])).toEqual(['Empfaenger', 'stadtwerke']);
});

test('a separator or a quotation mark in a name', () => {
  const account = { ...SAMPLE, payees: { stadtkasse: { name: 'Kasse "A"; B', iban: 'X', bic: null } } };
  expect(writeCsv([account], 'stadtkasse')).toContain(';"Kasse ""A""; B";');
});

test('what a device calls a card is no formula', () => {
  const [payment] = SAMPLE.items;
  if (!payment) throw new Error('sample');
  const csv = writeCsv([{ ...SAMPLE, items: [{ ...payment, cardName: '=HYPERLINK("x")' }] }]);
  expect(csv).toContain(`;"'=HYPERLINK(""x"")";`);
});

test('a closing without a payment is its header only', () => {
  expect(rows(writeCsv([{ ...SAMPLE, items: [] }]))).toHaveLength(1);
});

/** One payment of three bills of two payees. */
function severalBills() {
  const [payment] = SAMPLE.items;
  if (!payment) throw new Error('sample');
  const parts = [
    { payee: 'stadtkasse', reference: 'VG-1', cents: 2500 },
    { payee: 'stadtwerke', reference: 'W-1', cents: 100 },
    { payee: 'stadtkasse', reference: 'VG-2', cents: 470 },
  ];
  return { ...SAMPLE, items: [{ ...payment, payee: null, parts }] };
}

test('several bills in one payment: a row for each, with its payee, its Kassenzeichen and a name of its own', () => {
  const [, ...found] = rows(writeCsv([severalBills()]));
  expect(found.map((row) => [row[6], row[9], row[10], row[17]])).toEqual([
    ['stadtkasse', 'VG-1', '25,00', '11111111111141118111111111111111-1'],
    ['stadtkasse', 'VG-2', '4,70', '11111111111141118111111111111111-3'],
    ['stadtwerke', 'W-1', '1,00', '11111111111141118111111111111111-2'],
  ]);
});

test('a payee gets the parts that are its own, and no others', () => {
  expect(rows(writeCsv([severalBills()], 'stadtwerke')).slice(1)).toHaveLength(1);
});

test('paid on a telephone: the way, and the number at the payment portal', () => {
  const [payment] = SAMPLE.items;
  if (!payment) throw new Error('sample');
  const online = { transactionId: 'b1a7', method: 'GIROPAY' };
  const [, row] = rows(writeCsv([{ ...SAMPLE, items: [{ ...payment, cardName: null, online }] }]));
  expect(row?.slice(-2)).toEqual(['ONLINE', 'b1a7']);
});
