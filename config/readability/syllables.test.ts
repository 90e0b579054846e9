import { expect, test } from 'vitest';
import { syllablesOf } from './syllables.ts';

/** As Duden divides them. */
const KNOWN: Readonly<Record<string, number>> = {
  Hund: 1,
  Haus: 1,
  Geld: 1,
  zwei: 1,
  Steuer: 2,
  Adresse: 3,
  Ausweis: 2,
  Familie: 4,
  Ferien: 3,
  Quittung: 2,
  Straße: 2,
  Gebühr: 2,
  Geburt: 2,
  beantragen: 4,
  geeignet: 3,
  Bescheid: 2,
  beide: 2,
  Bewohnerparkausweis: 6,
  Meldebescheinigung: 6,
  Zulassungsbescheinigung: 7,
  Kassenzeichen: 4,
  Personalausweis: 5,
  Führungszeugnis: 4,
  Bürgeramt: 3,
  Ordnungsamt: 3,
  Straßenverkehrsamt: 5,
  Müll: 1,
  Tonne: 2,
  neue: 2,
  Feier: 2,
  PIN: 1,
  LKW: 3,
};

test.each(Object.entries(KNOWN))('%s has %i', (word, count) => {
  expect(syllablesOf(word)).toBe(count);
});
