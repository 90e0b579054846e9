import { expect, test } from 'vitest';
import { Personal } from '../../../foundation/personal.ts';
import { ERIKA } from '../test-support/fake-eid-service.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { dataValue } from './display-value.ts';
import { formFor, isEntryComplete, isLocked, isPageComplete, isVouchedFor, prefill, visibleFields } from './form.ts';
import { typedValue } from './values.ts';

const TODAY = '2026-01-05';
const service = (id: string) => {
  const found = sampleStart().services.find((candidate) => candidate.id === id);
  if (!found) throw new TypeError('no such service');
  return found;
};
const values = (entries: Record<string, string>) =>
  new Map(Object.entries(entries).map(([id, value]) => [id, new Personal(value)]));
const page = (id: string, index: number) => {
  const found = service(id).form[index];
  if (!found) throw new TypeError('no such page');
  return found;
};

test('a field appears with the answer it depends on, and is then required', () => {
  const dog = page('hundesteuer-anmelden', 1);
  const ids = (assistanceDog: string) =>
    visibleFields(service('hundesteuer-anmelden'), dog, values({ assistanceDog }), TODAY).map((field) => field.id);
  expect(ids('no')).not.toContain('assistanceKind');
  expect(ids('yes')).toContain('assistanceKind');
  const filled = { dogName: 'Bello', breed: 'Dackel', heldSince: '01.01.2026', assistanceDog: 'yes' };
  const isComplete = (answers: Record<string, string>) =>
    isEntryComplete(service('hundesteuer-anmelden'), dog, values(answers), TODAY);
  expect(isComplete(filled)).toBe(false);
  expect(isComplete({ ...filled, assistanceDog: 'no' })).toBe(true);
});

test('fields that wait for each other are hidden instead of asked for ever', () => {
  const parking = service('bewohnerparkausweis');
  const [first] = parking.form;
  const [a, b] = first?.fields ?? [];
  if (!first || !a || !b) throw new TypeError('sample changed');
  const form = [
    {
      ...first,
      fields: [
        { ...a, visibleIf: { field: b.id, equals: 'x' } },
        { ...b, visibleIf: { field: a.id, equals: 'x' } },
      ],
    },
  ];
  const circle = form[0] ?? first;
  expect(visibleFields({ ...parking, form }, circle, values({ [a.id]: 'x', [b.id]: 'x' }), TODAY)).toEqual([]);
});

test('what was read from the card fills its fields and locks them', () => {
  const filled = prefill(service('bewohnerparkausweis'), new Map(), ERIKA);
  expect(typedValue(filled, 'street')).toBe('Heidestraße 17');
  const [field] = page('bewohnerparkausweis', 0).fields;
  if (!field) throw new TypeError('sample changed');
  expect(isLocked(field, filled, ERIKA)).toBe(true);
  expect(isLocked(field, filled, null)).toBe(false);
});

test('a value from the card is accepted as it is, and one typed in its place does not count as read from the card', () => {
  const abroad = { ...ERIKA, address: { street: 'Rue 1', city: 'Paris', postalCode: 'F-75001', country: 'F' } };
  const filled = prefill(service('bewohnerparkausweis'), new Map(), abroad);
  const field = page('bewohnerparkausweis', 0).fields.find(({ id }) => id === 'postalCode');
  if (!field) throw new TypeError('sample changed');
  expect(isLocked(field, filled, abroad)).toBe(true);
  expect(isVouchedFor(field, values({ postalCode: '12345' }), abroad)).toBe(false);
});

test('what was typed before the card was read stays, unless the field is locked to the card', () => {
  const filled = prefill(service('bewohnerparkausweis'), values({ plate: 'MS-A 1', city: 'Typed' }), ERIKA);
  expect(typedValue(filled, 'plate')).toBe('MS-A 1');
  expect(typedValue(filled, 'city')).toBe('Musterstadt');
});

test('a birthday of which only the year is known fills a date field as the year, accepted whatever the rule for typed days', () => {
  const born = { id: 'born', type: 'date', label: 'a.b', prefill: 'dateOfBirth', max: 'today' } as const;
  const parking = service('bewohnerparkausweis');
  const [first] = parking.form;
  if (!first) throw new TypeError('sample changed');
  const base = { ...parking, form: [{ ...first, fields: [{ ...born, required: true, ifAny: false, locked: true }] }] };
  for (const [dateOfBirth, shown, sent] of [
    ['1977-00-00', '1977', '1977'],
    ['1977-03-00', '03.1977', '1977-03'],
    ['1977-03-05', '05.03.1977', '1977-03-05'],
  ] as const) {
    const own = formFor(base, { ...ERIKA, dateOfBirth });
    const filled = prefill(base, new Map(), { ...ERIKA, dateOfBirth });
    const [only] = own.form;
    if (!only?.fields[0]) throw new TypeError('left out');
    expect(typedValue(filled, 'born')).toBe(shown);
    expect(isPageComplete(own, only, filled, TODAY)).toBe(true);
    expect(dataValue(only.fields[0], { service: own, values: filled, today: TODAY })).toBe(sent);
  }
});

test('a locked field that the card has nothing for is left out', () => {
  const own = formFor(service('bewohnerparkausweis'), { familyName: 'Suharto', address: ERIKA.address });
  expect(own.form[0]?.fields.map(({ id }) => id)).toEqual(['familyName', 'street', 'postalCode', 'city']);
});
