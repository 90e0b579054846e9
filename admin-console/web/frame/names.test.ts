import { expect, test } from 'vitest';
import { namesOf } from './names.ts';

const SERVICES = [
  { id: 'hundesteuer', titles: { de: 'Hundesteuer', en: 'Dog tax' } },
  { id: 'parken', titles: { en: 'Parking' } },
  { id: 'neu', titles: {} },
];
const NAMES = namesOf('de', [{ id: 'l-1', name: 'Rathaus' }], SERVICES);

test.each([
  ['in the reader’s language', 'hundesteuer', 'Hundesteuer'],
  ['in the other language where theirs has none', 'parken', 'Parking'],
  ['by its id where it has no title', 'neu', 'neu'],
  ['by its id where nobody knows it', 'alt', 'alt'],
])('a service is called %s', (_, id, title) => {
  expect(NAMES.service(id)).toBe(title);
});

test('a place that has no name yet is called by its id', () => {
  expect([NAMES.location('l-1'), NAMES.location('l-2'), NAMES.location(null)]).toEqual(['Rathaus', 'l-2', '–']);
});

test('a terminal without a name is called by its id', () => {
  expect(NAMES.terminal({ id: 'T-1', name: null })).toBe('T-1');
  expect(NAMES.terminal({ id: 'T-1', name: 'Foyer' })).toBe('Foyer');
});
