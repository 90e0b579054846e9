import { DOG, field, type Json, PARKING, type PlantedMistake } from './planted-mistake.ts';

const tableOf = ({ title }: Json, rows: readonly (readonly [value: string, cents: number])[]): Json => ({
  kind: 'table',
  field: 'zone',
  prices: rows.map(([value, cents]) => ({ value, cents })),
  purpose: title,
  payee: 'stadtkasse',
});

/** In what a service says of itself. */
export const SERVICE_MISTAKES: readonly PlantedMistake[] = [
  ['something left out', PARKING, (s) => delete s.icon, 'icon', /fehlt/, /ergänzen/],
  ['a number as the title', PARKING, (s) => (s.title = 7), 'title', /kein Text/, /Text/],
  ['a text as a number', PARKING, (s) => (s.durationMinutes = '3'), 'durationMinutes', /keine Zahl/, /Zahl/],
  ['half a minute', PARKING, (s) => (s.durationMinutes = 1.5), 'durationMinutes', /keine ganze Zahl/, /Nachkomma/],
  ['a text as a list', PARKING, (s) => (s.needs = 'pin'), 'needs', /keine Liste/, /Liste/],
  ['a list as a group', PARKING, (s) => (s.fee = []), 'fee', /Gruppe/, /Gruppe/],
  [
    'a category that is none',
    PARKING,
    (s) => (s.category = 'cars'),
    'category',
    /nicht vorgesehen/,
    /mobility, payments/,
  ],
  [
    'a kind of fee that is none',
    PARKING,
    (s) => (s.fee.kind = 'gift'),
    'fee.kind',
    /nicht vorgesehen/,
    /none, fixed, table, computed, bill/,
  ],
  ['a misspelt name', PARKING, (s) => (s.tittle = 'a.b'), 'tittle', /„tittle“/, /Schreibweise/],
  [
    'an hour and a half for one service',
    PARKING,
    (s) => (s.durationMinutes = 90),
    'durationMinutes',
    /zu groß/,
    /höchstens 60/,
  ],
  ['version 0', PARKING, (s) => (s.version = 0), 'version', /zu klein/, /1/],
  [
    'a text key in words',
    PARKING,
    (s) => (s.title = 'Parkausweis'),
    'title',
    /Schlüssel eines Textes/,
    /site\.location/,
  ],
  [
    'a LeiKa key of 13 digits',
    PARKING,
    (s) => (s.leika = '9900000000000'),
    'leika',
    /kein Leistungsschlüssel/,
    /14 Ziffern/,
  ],
  [
    'a bill that nobody asks for',
    'services/bescheid-bezahlen.json',
    (s) => delete s.bill,
    'fee',
    /Kassenzeichen/,
    /gefragt/,
  ],
  [
    'a home that nobody reads',
    DOG,
    (s) => (s.residence = { postalCodes: 'municipality', otherwise: s.title }),
    'residence',
    /Wohnort/,
    /Anschrift vom Ausweis/,
  ],
  [
    'an order of nothing to pay',
    DOG,
    (s) => Object.assign(s, { fee: { kind: 'none' }, order: 'submit-then-pay' }),
    'order',
    /nichts zu zahlen/,
    /Gebühr fest/,
  ],
  [
    'a PIN change with a fee',
    'services/pin-setzen.json',
    (s) => (s.fee = { kind: 'fixed', cents: 1, purpose: s.title, payee: 'stadtkasse' }),
    'route',
    /PIN/,
    /keine Gebühr/,
  ],
  [
    'a table of prices without one of the options',
    PARKING,
    (s) =>
      (s.fee = tableOf(s, [
        ['A', 100],
        ['B', 200],
        ['C', 300],
      ])),
    'fee.prices',
    /„D“/,
    /Zeile/,
  ],
  [
    'a price for what nobody can choose',
    PARKING,
    (s) =>
      (s.fee = tableOf(s, [
        ['A', 1],
        ['B', 2],
        ['C', 3],
        ['D', 4],
        ['E', 5],
      ])),
    'fee.prices.4.value',
    /„E“/,
    /Löschen/,
  ],
  [
    'a price of a field that is not there',
    PARKING,
    (s) =>
      (s.fee = {
        ...tableOf(s, [
          ['A', 1],
          ['B', 2],
        ]),
        field: 'mars',
      }),
    'fee.field',
    /„mars“/,
    /feste Gebühr/,
  ],
  [
    'a price counted from a plate',
    PARKING,
    (s) => (s.fee = { ...s.fee, kind: 'computed', cents: undefined, field: 'plate', unitCents: 5, unit: s.title }),
    'fee.field',
    /„plate“/,
    /eine Zahl/,
  ],
  [
    'a price of a field that may stay empty',
    PARKING,
    (s) => {
      s.fee = tableOf(s, [
        ['A', 1],
        ['B', 2],
        ['C', 3],
        ['D', 4],
      ]);
      field(s, 1, 1).required = false;
    },
    'fee.field',
    /nicht immer/,
    /Pflicht/,
  ],
  [
    'a reduction without proof',
    PARKING,
    (s) => {
      s.fee.reduced = { field: 'poor', percent: 50, evidence: 'mars' };
      s.form[1].fields[3] = { id: 'poor', type: 'yes-no', label: s.title };
    },
    'fee.reduced.evidence',
    /„mars“/,
    /Nachweis/,
  ],
  ['a fee without a payee', PARKING, (s) => delete s.fee.payee, 'fee.payee', /fehlt/, /ergänzen/],
  [
    'a payee that the place does not have',
    PARKING,
    (s) => (s.fee.payee = 'mars'),
    'fee.payee',
    /„mars“ gibt es an diesem Ort nicht/,
    /Konto/,
  ],
  [
    'a bill of a payee that the place does not have',
    'services/bescheid-bezahlen.json',
    (s) => (s.bill.payees[0] = 'mars'),
    'bill.payees.0',
    /„mars“/,
    /Konto/,
  ],
  [
    'an authority that the place does not have',
    DOG,
    (s) => (s.route.destination = 'mars'),
    'route.destination',
    /„mars“/,
    /eingerichtet/,
  ],
  [
    'an authority by place without a service key',
    DOG,
    (s) => Object.assign(s, { leika: null, route: { kind: 'fit-connect-by-place', dataSchema: s.route.dataSchema } }),
    'leika',
    /Leistungsschlüssel/,
    /LeiKa/,
  ],
  [
    'a fee whose receiver would depend on the place',
    PARKING,
    (s) => (s.route = { kind: 'fit-connect-by-place', dataSchema: s.route.dataSchema }),
    'fee',
    /Wohnort/,
    /festen Behörde/,
  ],
  [
    'evidence that nobody knows how to scan',
    PARKING,
    (s) => (s.evidence[0].profile = 'mars'),
    'evidence.0.profile',
    /„mars“/,
    /Einlesen/,
  ],
  [
    'a value from the card that is not read',
    PARKING,
    (s) =>
      Object.assign(s.identification, {
        required: s.identification.required.filter((name: string) => name !== 'DateOfBirth'),
        needed: ['dateOfBirth'],
      }),
    'identification.needed.0',
    /nicht gelesen: Geburtsdatum/,
    /vom Ausweis/,
  ],
];
