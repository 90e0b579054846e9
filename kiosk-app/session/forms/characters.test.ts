import { expect, test } from 'vitest';
import { FieldDefinition } from '../../../config/schema/form-field.ts';
import { CHARACTERS, type TypedKind } from '../contract/characters.ts';
import { judge } from './validate.ts';

const judged = (type: FieldDefinition['type'], typed: string) =>
  judge(FieldDefinition.parse({ id: 'f', type, label: 'a.b' }), typed, '2026-01-05');

test.each(['name', 'text'] as const)('a %s may hold every character of its kind', (type) => {
  for (const char of CHARACTERS[type]) {
    if (char !== ' ') expect(judged(type, `A${char}a`), char).toEqual({ kind: 'valid', value: `A${char}a` });
  }
});

test.each([
  ...[
    'René',
    'Łukasz',
    'Şahin',
    'Nuñez',
    'Çelik',
    'Kovačević',
    'Dvořák',
    'Jørgensen',
    'Nguyễn',
    'D’Angelo',
    "D'Angelo",
  ],
  ...['Østergård', 'K͟hān', 'C̨̆', 'M̂bā', 'ʿAlī', 'Ç̆', 'ŉ'],
])('the name %s is accepted and stored as it is', (name) =>
  expect(judged('name', name)).toEqual({ kind: 'valid', value: name }),
);

test.each(['Müller & Söhne (GmbH) + Co. KG', '„Zum Löwen“ – Café', 'Straße 12/3 § 5'])(
  'the text %s is accepted',
  (text) => expect(judged('text', text)).toEqual({ kind: 'valid', value: text }),
);

test.each(['K͟', 'K͟x', 'x\u0300', '\u0301'])(
  'a mark on a letter that the standard does not put it on is refused: %s',
  (name) => expect(judged('name', name)).toEqual({ kind: 'wrong', error: { reason: 'characters', limit: null } }),
);

/** A value of each kind with the character in a place where it may stand. */
const SAMPLES: Readonly<Partial<Record<TypedKind, (char: string) => string>>> = {
  email: (char) => (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]$/.test(char) ? `a${char}a@b.de` : `a@b${char}b.de`),
  phone: (char) => (char === '+' ? '+49 221 12345' : `0221${char}12345`),
};
test.each(['email', 'phone'] as const)('%s: every character the keyboard offers is accepted somewhere', (type) => {
  for (const char of CHARACTERS[type]) {
    if (char !== '@') expect(judged(type, SAMPLES[type]?.(char) ?? '').kind, char).toBe('valid');
  }
});
