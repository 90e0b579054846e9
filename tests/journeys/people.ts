import type { SimulatedCard } from '../../simulators/eid/index.ts';
import { type Canary, text } from '../wipe/canaries.ts';

/** Who plays a journey: what is on the identity card, and its PIN. */
export interface Person {
  readonly givenNames: string;
  readonly familyName: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly pin: string;
  readonly can: string;
  readonly cardIsBuiltIn: boolean;
  /** As on the card; ordinary ones where a journey does not care. */
  readonly dateOfBirth?: string;
  readonly placeOfBirth?: string;
  /** As on the card, "D" if left out. */
  readonly country?: string;
}

/**
 * For the simulated card and for typing. These names stand nowhere else in the repository, so that a search for them
 * over everything the stack wrote finds only what the stack wrote.
 */
export const WILHELMINE: Person = {
  givenNames: 'WILHELMINE THERESE',
  familyName: 'QUASTENFLÖßER',
  street: 'GRÜNSPECHTSTIEG 47',
  postalCode: '12345',
  city: 'MUSTERSTADT',
  pin: '271828',
  can: '500540',
  cardIsBuiltIn: false,
};

/** The card built into AusweisApp2 1.26. */
export const ERIKA: Person = {
  givenNames: 'ERIKA',
  familyName: 'MUSTERMANN',
  street: 'HEIDESTRAẞE 17',
  postalCode: '51147',
  city: 'KÖLN',
  pin: '123456',
  can: '500540',
  cardIsBuiltIn: true,
};

/** Of every card in the tests. */
export const PUK = '1234567890';

/** The identity card of a person, as the simulated card client takes it; a new one has all its tries. */
export function idCardOf(person: Person): SimulatedCard {
  const { givenNames, familyName, street, postalCode, city, pin, can } = person;
  return {
    identity: {
      givenNames,
      familyName,
      dateOfBirth: person.dateOfBirth ?? '1964-08-12',
      placeOfBirth: person.placeOfBirth ?? 'BERLIN',
      nationality: 'D',
      address: { street, postalCode, city, country: person.country ?? 'D' },
    },
    pin,
    can,
    puk: PUK,
  };
}

/**
 * What must not be found anywhere but in the authority's inbox.
 * @param typed by name of the field, or in the order in which it was typed
 */
export function canaries(
  person: Person,
  typed: readonly string[] | Readonly<Record<string, string>>,
): readonly Canary[] {
  const all: readonly (readonly [string, string])[] = [
    ['family name', person.familyName],
    ...person.givenNames.split(' ').map((name, index) => [`given name ${index + 1}`, name] as const),
    ['street', person.street],
    // The built-in card's PIN is 123456, which stands in any compiled library; only a PIN of our own tells anything.
    ...(person.cardIsBuiltIn ? [] : [['PIN', person.pin] as const]),
    ...Object.entries(typed).map(([name, value]) => [`typed ${name}`, value] as const),
  ];
  return all.filter(([, value]) => value.length >= 5).map(([name, value]) => text(name, value));
}
