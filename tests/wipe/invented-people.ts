import { randomInt } from 'node:crypto';
import type { Person } from '../journeys/people.ts';
import { type Canary, text } from './canaries.ts';

/** Somebody who has never lived, with something of their own in every field there is. */
export interface Visitor {
  readonly person: Person;
  readonly newPin: string;
  readonly typed: {
    readonly givenNames: string;
    readonly familyName: string;
    readonly street: string;
    readonly city: string;
    readonly phone: string;
    readonly dogName: string;
    readonly breed: string;
    readonly plate: string;
    readonly email: string;
    /** A Kassenzeichen with a slip of the finger: nobody's. */
    readonly wrongReference: string;
    /** Of a document that nobody has ordered. */
    readonly documentNumber: string;
    /** Euros a month. */
    readonly income: string;
    readonly search: string;
    readonly abandoned: string;
  };
  /** Stands in the files of their photos, beside the pixels. */
  readonly inPhoto: string;
  readonly canaries: readonly Canary[];
}

export function inventVisitor(): Visitor {
  const birth = { day: digits(2, 10, 28), month: digits(2, 10, 12), year: digits(4, 1931, 1999) };
  const person: Person = {
    givenNames: `${word().toUpperCase()} ${word().toUpperCase()}`,
    familyName: `${word().toUpperCase()}FLÖßER`,
    street: `GRÜN${word().toUpperCase()}STIEG 47`,
    postalCode: '12345',
    city: word().toUpperCase(),
    pin: digits(6),
    can: digits(6),
    cardIsBuiltIn: false,
    dateOfBirth: `${birth.year}-${birth.month}-${birth.day}`,
    placeOfBirth: word().toUpperCase(),
  };
  const newPin = digits(6);
  const typed = {
    givenNames: capital(word()),
    familyName: `${capital(word())}größer`,
    street: `${capital(word())}gäßchen 12`,
    city: capital(word()),
    phone: `0221${digits(8)}`,
    dogName: capital(word()),
    breed: capital(word()),
    plate: `MS-${letters(2)} ${digits(4)}`,
    email: `${word()}@${word()}.de`,
    wrongReference: `${letters(2)}-${digits(4)}-${digits(4)}-${digits(1)}`,
    documentNumber: `${letters(4)}${digits(4)}${letters(1)}`,
    income: `${digits(4, 1111, 9998)},${digits(2)}`,
    search: word(),
    abandoned: capital(word()),
  };
  const inPhoto = `${capital(word())} ${capital(word())}`;
  const { givenNames, dateOfBirth = '', placeOfBirth = '' } = person;
  return {
    person,
    newPin,
    typed,
    inPhoto,
    canaries: [
      ...givenNames.split(' ').map((name, i) => text(`card.givenNames.${i + 1}`, name)),
      text('card.familyName', person.familyName),
      text('card.street', person.street),
      text('card.city', person.city),
      text('card.dateOfBirth', dateOfBirth),
      text('card.dateOfBirth', `${birth.day}.${birth.month}.${birth.year}`),
      text('card.dateOfBirth', `${birth.year}${birth.month}${birth.day}`),
      text('card.placeOfBirth', placeOfBirth),
      text('card.pin', person.pin),
      text('card.can', person.can),
      text('new-pin', newPin),
      text('photo.artist', inPhoto),
      ...Object.entries(typed).map(([field, value]) => text(`typed.${field}`, value)),
    ],
  };
}

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

/** Can be said and typed, stands in no dictionary: ten letters. */
function word(): string {
  return Array.from({ length: 5 }, () => `${one(CONSONANTS)}${one(VOWELS)}`).join('');
}

const one = (from: string) => from.charAt(randomInt(from.length));
const letters = (count: number) => Array.from({ length: count }, () => one('BFGHKLMPQRTVWXYZ')).join('');
const capital = (of: string) => of.charAt(0).toUpperCase() + of.slice(1);

/** A number of `length` digits, from `least` to `most` where those are given. */
function digits(length: number, least = 10 ** (length - 1), most = 10 ** length - 1): string {
  return String(randomInt(least, most + 1)).padStart(length, '0');
}
