import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGiroCode } from './contract-girocode.ts';
import { recogniseCode } from './contract-payload.ts';

/** Lines of a valid code, in the order of EPC069-12; a test changes one. */
const LINES = {
  service: 'BCD',
  version: '002',
  charset: '1',
  identification: 'SCT',
  bic: '',
  name: 'Stadtkasse Musterstadt',
  iban: 'DE89370400440532013000',
  amount: 'EUR25.00',
  purpose: '',
  structured: '',
  unstructured: 'Kassenzeichen 5.0123.456789.0',
  note: '',
};
const made = (changes: Partial<typeof LINES> = {}, separator = '\n') =>
  Object.values({ ...LINES, ...changes }).join(separator);
const faultOf = (changes: Partial<typeof LINES>) => {
  const parsed = parseGiroCode(made(changes));
  return parsed.ok ? null : parsed.error;
};

test('a bill is read with all its elements', () => {
  expect(recogniseCode(made({ purpose: 'GOVT', note: 'Danke' }))).toEqual({
    kind: 'girocode',
    reference: '5.0123.456789.0',
    girocode: {
      version: 2,
      bic: null,
      name: 'Stadtkasse Musterstadt',
      iban: 'DE89370400440532013000',
      cents: 2500,
      purpose: 'GOVT',
      structured: null,
      unstructured: 'Kassenzeichen 5.0123.456789.0',
      note: 'Danke',
    },
  });
});

test('lines may end in CR LF, and empty ones at the end may be missing', () => {
  expect(parseGiroCode(made({}, '\r\n')).ok).toBe(true);
  expect(parseGiroCode(Object.values(LINES).slice(0, 7).join('\n'))).toMatchObject({
    ok: true,
    value: { cents: null },
  });
});

test.each([
  ['EUR1', 100],
  ['EUR1.5', 150],
  ['EUR0.01', 1],
  ['EUR999999999.99', 99_999_999_999],
])('amount %s is %d cents', (amount, cents) => {
  expect(parseGiroCode(made({ amount }))).toMatchObject({ ok: true, value: { cents } });
});

test.each([
  [{ version: '003' }, 'bad-version'],
  [{ charset: '9' }, 'bad-charset'],
  [{ identification: 'INST' }, 'bad-identification'],
  [{ version: '001' }, 'bic-missing'],
  [{ bic: 'NOTABIC' }, 'bad-bic'],
  [{ name: '' }, 'bad-name'],
  [{ name: 'x'.repeat(71) }, 'bad-name'],
  [{ iban: 'DE88370400440532013000' }, 'bad-iban'],
  [{ iban: 'DE8937040044053201300' }, 'bad-iban'],
  [{ amount: 'EUR0.00' }, 'bad-amount'],
  [{ amount: 'EUR1,50' }, 'bad-amount'],
  [{ amount: 'USD1.50' }, 'bad-amount'],
  [{ amount: 'EUR1.505' }, 'bad-amount'],
  [{ amount: 'EUR-1' }, 'bad-amount'],
  [{ purpose: 'TOOLONG' }, 'bad-purpose'],
  [{ structured: 'RF18539007547034' }, 'two-remittances'],
  [{ structured: 'RF19539007547034', unstructured: '' }, 'bad-reference'],
  [{ structured: 'x'.repeat(36), unstructured: '' }, 'bad-remittance'],
  [{ unstructured: 'x'.repeat(141) }, 'bad-remittance'],
  [{ note: 'x'.repeat(71) }, 'bad-note'],
  [{ note: 'a\nb' }, 'too-many-lines'],
  [{ unstructured: 'ü'.repeat(140), name: 'ü'.repeat(70) }, 'too-long'],
] as const)('%o is refused: %s', (changes, fault) => {
  expect(faultOf(changes)).toBe(fault);
});

test('a broken bill is never taken for a plain reference', () => {
  expect(recogniseCode(made({ iban: 'DE00' }))).toEqual({ kind: 'invalid-girocode', fault: 'bad-iban' });
  expect(recogniseCode('BCD')).toEqual({ kind: 'invalid-girocode', fault: 'bad-version' });
});

test.each([
  [{ structured: 'RF18539007547034', unstructured: '' }, '539007547034'],
  [{ unstructured: 'Hundesteuer 2026, Kz: 2026-004711' }, '2026-004711'],
  [{ unstructured: '5.0123.456789.0' }, '5.0123.456789.0'],
  [{ unstructured: 'Vielen Dank und freundliche Grüße' }, null],
  [{ unstructured: '' }, null],
] as const)('%o carries the reference %s', (changes, reference) => {
  expect(recogniseCode(made(changes))).toMatchObject({ kind: 'girocode', reference });
});

test.each([
  ['5.0123.456789.0', { kind: 'bill', reference: '5.0123.456789.0' }],
  [' 5 0123 456789 0 ', { kind: 'bill', reference: '501234567890' }],
  ['Kassenzeichen: 2026-004711', { kind: 'bill', reference: '2026-004711' }],
  ['ab/2026/4711', { kind: 'bill', reference: 'AB/2026/4711' }],
  ['TERMIN-A1B2C3', { kind: 'appointment', id: 'A1B2C3' }],
  ['termin:2026-0815', { kind: 'appointment', id: '2026-0815' }],
  ['WILLKOMMEN', { kind: 'unknown' }],
  ['https://www.musterstadt.de/zahlen', { kind: 'unknown' }],
  ['12345', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
  ['123456789012345678901', { kind: 'unknown' }],
])('"%s" is recognised', (text, payload) => {
  expect(recogniseCode(text)).toEqual(payload);
});

test('whatever is held under the reader, there is an answer', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 5000 }),
        fc.string().map((s) => `BCD\n002\n1\nSCT\n${s}`),
      ),
      (text) => {
        expect(recogniseCode(text).kind).toMatch(/^(girocode|invalid-girocode|bill|appointment|unknown)$/);
      },
    ),
  );
});
