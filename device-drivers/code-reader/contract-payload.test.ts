import fc from 'fast-check';
import { expect, test } from 'vitest';
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
const referenceIn = (code: string) => {
  const payload = recogniseCode(code);
  return payload.kind === 'girocode' || payload.kind === 'bezahlcode' || payload.kind === 'bill'
    ? payload.reference
    : payload.kind;
};

test('a GiroCode as it should be: its Kassenzeichen, whatever else it says', () => {
  expect(recogniseCode(made({ purpose: 'GOVT', note: 'Danke' }))).toEqual({
    kind: 'girocode',
    reference: '5.0123.456789.0',
    references: ['5.0123.456789.0'],
  });
});

/** Seen on real letters: what nobody needs must not spoil the number. */
test.each([
  ['an amount with a comma', { amount: 'EUR30,70' }],
  ['an amount with dots between thousands', { amount: 'EUR3.000.00' }],
  ['an amount of nothing', { amount: 'EUR0.00' }],
  ['an amount without currency', { amount: '30,70' }],
  ['another currency', { amount: 'CHF1.50' }],
  ['no amount', { amount: '' }],
  ['a placeholder for the BIC', { bic: 'XXXXXXXXXXX' }],
  ['a BIC that is none', { bic: 'n/a' }],
  ['version 001 without BIC', { version: '001' }],
  ['a version of the future', { version: '003' }],
  ['no character set', { charset: '' }],
  ['an instant transfer', { identification: 'INST' }],
  ['a name padded with NULs', { name: `Stadtkasse${'\0'.repeat(60)}` }],
  ['a name that is too long', { name: 'x'.repeat(90) }],
  ['no name', { name: '' }],
  ['an account with a typing error', { iban: 'DE88370400440532013000' }],
  ['an account in groups', { iban: 'DE89 3704 0044 0532 0130 00' }],
  ['an account that is none', { iban: 'DE00' }],
  ['a purpose that is too long', { purpose: 'TOOLONG' }],
  ['a note over several lines', { note: 'a\nb\nc' }],
  ['a text that is too long', { unstructured: `Kassenzeichen 5.0123.456789.0 ${'ü'.repeat(200)}` }],
])('the Kassenzeichen is read in spite of %s', (_, changes) => {
  expect(referenceIn(made(changes))).toBe('5.0123.456789.0');
  expect(referenceIn(made(changes, '\r\n'))).toBe('5.0123.456789.0');
});

test.each([
  ['labelled in the structured line', { structured: 'Kassenzeichen: 7711 2000 4455', unstructured: '' }],
  ['labelled in the text', { unstructured: 'Kassenzeichen: 7711 2000 4455' }],
  ['in the structured line, with a text', { structured: '771120004455', unstructured: 'Hundesteuer' }],
  ['in the text, after an empty label', { structured: 'Kassenzeichen:', unstructured: '7711 2000 4455' }],
  ['amid words', { unstructured: 'Hundesteuer Bello Kassenzeichen 7711 2000 4455 Danke' }],
  ['in the note', { unstructured: '', note: 'Kassenzeichen: 7711 2000 4455' }],
])('a Kassenzeichen %s', (_, changes) => {
  expect(referenceIn(made({ ...changes }))).toBe('771120004455');
});

test('lines that are missing: the BIC, the amount and everything at the end', () => {
  const { bic: _, amount: __, ...short } = { ...LINES, structured: '771120004455', unstructured: '' };
  expect(referenceIn(Object.values(short).join('\n'))).toBe('771120004455');
  const { note: ___, unstructured: ____, ...cut } = { ...LINES, structured: '771120004455' };
  expect(referenceIn(Object.values(cut).join('\n'))).toBe('771120004455');
});

test('a GiroCode of small letters, and one whose line ends came as words', () => {
  expect(referenceIn(made().toLowerCase())).toBe('5.0123.456789.0');
  expect(referenceIn(made({}, '\\r\\n'))).toBe('5.0123.456789.0');
});

test.each(['1230.70', '30.70 EUR', "EUR1'230.70", '123.456,7', '3070 EUR'])(
  'the amount "%s" is no Kassenzeichen',
  (amount) => expect(recogniseCode(made({ amount }))).toMatchObject({ references: ['5.0123.456789.0'] }),
);

test('a customer number in the structured line does not come before the Kassenzeichen in the text', () => {
  expect(referenceIn(made({ structured: '10045678', unstructured: 'Kassenzeichen 7711 2000 4455' }))).toBe(
    '771120004455',
  );
});

test.each([
  [{ structured: 'RF18539007547034', unstructured: '' }, ['RF18539007547034', '539007547034']],
  [{ unstructured: 'Hundesteuer 2026, Kz: 2026-004711' }, ['2026-004711']],
  [{ unstructured: '5.0123.456789.0' }, ['5.0123.456789.0']],
  [{ unstructured: 'Vielen Dank und freundliche Grüße' }, []],
  [{ unstructured: '' }, []],
  [{ structured: 'RF19539007547034', unstructured: '' }, []],
] as const)('%o may mean %j', (changes, references) => {
  expect(recogniseCode(made(changes))).toEqual({ kind: 'girocode', reference: references[0] ?? null, references });
});

test.each([
  ['bank://singlepaymentsepa?name=Stadtkasse&reason=Kassenzeichen%3A%207711%202000%204455&iban=DE89&amount=30,70'],
  ['bank://singlepaymentsepa?name=Stadtkasse%20M%FCnster&separeference=771120004455&reason=Hundesteuer'],
  ['bank://singlepayment?name=Stadtkasse&account=0532013000&BNC=37040044&amount=30%2C70&reason=KZ+7711+2000+4455'],
  ['BANK://SINGLEPAYMENTSEPA?NAME=STADTKASSE&REASON=771120004455'],
  ['bank:singlepaymentsepa?reason=771120004455&postingkey=51&currency='],
  ['bank://singlepaymentsepa?name=Stadtkasse&amp;reason=771120004455&amp;iban=DE89'],
  ['bank://singlepayment?name=Stadtkasse&reason=Kassenzeichen&reason1=7711&reason2=20004455'],
])('BezahlCode: %s', (code) => expect(referenceIn(code)).toBe('771120004455'));

test('a BezahlCode without a Kassenzeichen, and one that is no payment', () => {
  expect(recogniseCode('bank://singlepaymentsepa?name=Stadtkasse&reason=Danke')).toMatchObject({ reference: null });
  expect(recogniseCode('bank://contact?name=Stadtkasse&account=0532013000')).toEqual({ kind: 'unknown' });
});

test.each([
  ['https://www.musterstadt.de/zahlen?kassenzeichen=7711-2000-4455', '7711-2000-4455'],
  ['HTTPS://ZAHLEN.MUSTERSTADT.DE/?KZ=771120004455', '771120004455'],
  ['https://www.musterstadt.de/zahlen#/bill?kassenzeichen=771120004455', '771120004455'],
  ['https://zahlen.musterstadt.de/kz/7711-2000-4455', '7711-2000-4455'],
  ['www.musterstadt.de/zahlen?verwendungszweck=Kassenzeichen%207711%202000%204455', '771120004455'],
  ['https://www.musterstadt.de/zahlen', 'web-address'],
  ['www.musterstadt.de/2026/11/12345678', 'web-address'],
  ['https://www.example.org/2026/4711/08150815', 'web-address'],
])('an address: %s', (code, reference) => expect(referenceIn(code)).toBe(reference));

test.each([
  ['5.0123.456789.0', '5.0123.456789.0'],
  [' 5 0123 456789 0 ', '501234567890'],
  ['Kassenzeichen: 2026-004711', '2026-004711'],
  ['ab/2026/4711', 'AB/2026/4711'],
])('"%s" is the bare number of a bill', (text, reference) =>
  expect(recogniseCode(text)).toMatchObject({ kind: 'bill', reference }),
);

test.each([
  ['TERMIN-A1B2C3', { kind: 'appointment', id: 'A1B2C3' }],
  ['termin:2026-0815', { kind: 'appointment', id: '2026-0815' }],
  ['WILLKOMMEN', { kind: 'unknown' }],
  ['BEGIN:VCARD\nTEL:0123456789\nEND:VCARD', { kind: 'unknown' }],
  ['WIFI:S:Rathaus;P:12345678;;', { kind: 'unknown' }],
  ['12345', { kind: 'unknown' }],
  ['', { kind: 'unknown' }],
  ['123456789012345678901', { kind: 'unknown' }],
])('"%s" is no bill', (text, payload) => expect(recogniseCode(text)).toEqual(payload));

test('whatever is held under the reader, there is an answer', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 5000 }),
        fc.string().map((s) => `BCD\n002\n1\nSCT\n${s}`),
        fc.string().map((s) => `bank://singlepaymentsepa?reason=${s}`),
      ),
      (text) => {
        expect(recogniseCode(text).kind).toMatch(/^(girocode|bezahlcode|bill|appointment|web-address|unknown)$/);
      },
    ),
  );
});
