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
    'a page of thirteen fields',
    DOG,
    (s) => (s.form[0].fields = Array(13).fill(field(s, 0, 0))),
    'form.0.fields',
    /zu viele/,
    /höchstens 12 /,
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
    (s) => (field(s, 0, 0).visibleIf = { field: field(s, 2, 0).id, equals: 'x' }),
    'form.0.fields.0.visibleIf.field',
    /spätere/,
    /Verschieben/,
  ],
  [
    'one answer of two that there is not',
    DOG,
    (s) => (field(s, 1, 4).visibleIf = { field: 'assistanceDog', oneOf: ['yes', 'perhaps'] }),
    'form.1.fields.4.visibleIf',
    /„perhaps“/,
    /die das Feld hat/,
  ],
  [
    'a condition on the first page',
    DOG,
    (s) => (s.form[0].visibleIf = { field: 'mandate', equals: 'yes' }),
    'form.0.visibleIf',
    /erste Seite/,
    /verschieben/,
  ],
  [
    'a page that waits for a field of its own',
    DOG,
    (s) => (s.form[2].visibleIf = { field: 'otherDogs', equals: '1' }),
    'form.2.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a page that can never be reached',
    DOG,
    (s) => {
      addCondition(s, 'yes');
      s.form[1].visibleIf = { field: field(s, 0, 0).id, equals: 'perhaps' };
    },
    'form.1.visibleIf',
    /nie gefragt/,
    /zutreffen kann/,
  ],
  [
    'a day compared with a number',
    DOG,
    (s) => (s.form[1].rules = [{ when: { left: { field: 'heldSince' }, is: 'less', right: 3 }, text: s.title }]),
    'form.1.rules.0.when',
    /ein Tag mit einer Zahl/,
    /zwei Tage oder zwei Zahlen/,
  ],
  [
    'a sum of a name',
    DOG,
    (s) => compute(s, { sum: [{ field: 'dogName' }, 1] }),
    'form.1.fields.1.computed.of',
    /nicht rechnen/,
    /Zahl/,
  ],
  [
    'a sum that counts with itself',
    DOG,
    (s) => compute(s, { sum: [{ field: 'breed' }, 1] }),
    'form.1.fields.1.computed.of',
    /mit sich selbst/,
    /aus der Rechnung/,
  ],
  [
    'a count of a page that is asked once',
    DOG,
    (s) => compute(s, { count: 'person' }),
    'form.1.fields.1.computed.of',
    /wiederholt/,
    /zusammenzählen/,
  ],
  [
    'a computed field without a calculation',
    DOG,
    (s) => (field(s, 1, 1).type = 'computed'),
    'form.1.fields.1.computed',
    /braucht eine Rechnung/,
    /Rechnung dazu/,
  ],
  [
    'kinds of plates for a name',
    DOG,
    (s) => (field(s, 1, 1).plates = ['car']),
    'form.1.fields.1.plates',
    /Kennzeichen/,
    /Einschränkung/,
  ],
  [
    'fewer entries at most than at least',
    DOG,
    (s) => (s.form[1].repeat = { min: 3, max: 2, item: s.title, add: s.title }),
    'form.1.repeat.max',
    /kleiner als die Mindestzahl/,
    /eine von beiden/,
  ],
  [
    'a condition on an answer of one of many entries',
    DOG,
    (s) => {
      s.form[0].repeat = { min: 1, max: 2, item: s.title, add: s.title };
      field(s, 1, 0).visibleIf = { field: field(s, 0, 1).id, equals: 'x' };
    },
    'form.1.fields.0.visibleIf.field',
    /Von außen/,
    /anderes Feld/,
  ],
  [
    'a card that would fill one answer into many entries',
    PARKING,
    (s) => (s.form[0].repeat = { min: 1, max: 2, item: s.title, add: s.title }),
    'form.0.fields.0.prefill',
    /vom Ausweis/,
    /andere Seite/,
  ],
  [
    'a page of six questions, one of which may stay empty',
    DOG,
    (s) => s.form[0].fields.push({ ...field(s, 0, 1), id: 'nickname', required: false }),
    'form.0.fields',
    /6 Fragen/,
    /Höchstens 5/,
  ],
  [
    'a page on which an answer leads to a sixth question',
    DOG,
    (s) => s.form[1].fields.push({ ...field(s, 1, 4), id: 'assistanceNote' }),
    'form.1.fields',
    /6 Fragen/,
    /Höchstens 5/,
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

/** Makes the second field of the dog's page a computed one. */
function compute(service: Json, of: Json): void {
  Object.assign(field(service, 1, 1), { type: 'computed', maxLength: undefined, computed: { of, as: 'number' } });
}

function addCondition(service: Json, equals: string): void {
  Object.assign(field(service, 0, 0), { type: 'yes-no', maxLength: undefined });
  field(service, 0, 1).visibleIf = { field: field(service, 0, 0).id, equals };
}
