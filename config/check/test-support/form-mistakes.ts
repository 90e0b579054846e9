import { DOG, field, type Json, PARKING, type PlantedMistake } from './planted-mistake.ts';

/** In the form of a service. */
export const FORM_MISTAKES: readonly PlantedMistake[] = [
  [
    'a word as yes or no',
    DOG,
    (s) => (field(s, 0, 0).required = 'ja'),
    'form.0.fields.0.required',
    /weder Ja noch Nein/,
    /Ja oder Nein/,
  ],
  ['no page title', PARKING, (s) => delete s.form[0].title, 'form.0.title', /fehlt/, /ergänzen/],
  [
    'a page of nine fields',
    DOG,
    (s) => (s.form[0].fields = Array(9).fill(field(s, 0, 0))),
    'form.0.fields',
    /zu viele/,
    /höchstens 8 /,
  ],
  ['a page without fields', DOG, (s) => (s.form[0].fields = []), 'form.0.fields', /zu wenige/, /1/],
  [
    'a field with an umlaut',
    DOG,
    (s) => (field(s, 0, 0).id = 'größe'),
    'form.0.fields.0.id',
    /Name eines Feldes/,
    /ohne Umlaute/,
  ],
  [
    'a limit in words',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'date', min: 'heute' }),
    'form.0.fields.0.min',
    /Grenze für einen Tag/,
    /today/,
  ],
  [
    'limits of a text',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'text', max: 3 }),
    'form.0.fields.0',
    /passen nicht zur Art/,
    /Tage als Grenzen/,
  ],
  [
    'options of a text',
    DOG,
    (s) =>
      Object.assign(field(s, 0, 0), {
        type: 'text',
        options: [
          { value: 'a', label: 'a.b' },
          { value: 'b', label: 'a.b' },
        ],
      }),
    'form.0.fields.0.options',
    /Auswahl/,
    /mindestens zwei/,
  ],
  [
    'required, if there is any',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { required: true, ifAny: true }),
    'form.0.fields.0.ifAny',
    /Pflichtfeld/,
    /eines von beidem/,
  ],
  [
    'postal codes of a name',
    DOG,
    (s) => Object.assign(field(s, 0, 0), { type: 'name', only: ['12345'] }),
    'form.0.fields.0.only',
    /Postleitzahlen/,
    /Art des Feldes/,
  ],
  [
    'a condition on a field that is not there',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: 'mars', equals: 'yes' }),
    'form.0.fields.0.visibleIf.field',
    /„mars“/,
    /vorhandenes Feld/,
  ],
  [
    'a condition that is never true',
    DOG,
    (s) => addCondition(s, 'perhaps'),
    'form.0.fields.1.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a field that waits for itself',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: field(s, 0, 0).id, equals: 'x' }),
    'form.0.fields.0.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a condition on a later page',
    DOG,
    (s) => (field(s, 0, 0).visibleIf = { field: field(s, 1, 0).id, equals: 'x' }),
    'form.0.fields.0.visibleIf.field',
    /spätere/,
    /Verschieben/,
  ],
  [
    'a field name twice',
    DOG,
    (s) => (field(s, 0, 1).id = field(s, 0, 0).id),
    'form.0.fields.1.id',
    /zweimal/,
    /einmal/,
  ],
];

function addCondition(service: Json, equals: string): void {
  Object.assign(field(service, 0, 0), { type: 'yes-no', maxLength: undefined });
  field(service, 0, 1).visibleIf = { field: field(service, 0, 0).id, equals };
}
