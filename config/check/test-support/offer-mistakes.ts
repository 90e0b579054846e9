import { DOG, PARKING, type PlantedMistake } from './planted-mistake.ts';

const BIRTH = 'services/geburtsurkunde.json';

/** In whom a service is for, who answers for it, and when it is offered. */
export const OFFER_MISTAKES: readonly PlantedMistake[] = [
  [
    'a home that is judged by what was typed',
    BIRTH,
    (s) => (s.residence = { postalCodes: 'municipality', otherwise: s.title }),
    'residence',
    /auch getippt werden/,
    /Feld der Postleitzahl/,
  ],
  [
    'a level of assurance that whoever types cannot have',
    BIRTH,
    (s) => (s.trust = 'substantial'),
    'trust',
    /Vertrauensniveau/,
    /Online-Ausweis/,
  ],
  [
    'a way without eID that is none',
    BIRTH,
    (s) => (s.identification.withoutEid = 'call'),
    'identification.withoutEid',
    /nicht vorgesehen/,
    /refuse, type/,
  ],
  [
    'an offer that ends before it begins',
    DOG,
    (s) => Object.assign(s, { validFrom: '2026-05-01', validTo: '2026-04-30' }),
    'validTo',
    /endet, bevor es beginnt/,
    /derselbe wie der erste/,
  ],
  ['a first day that there is not', DOG, (s) => (s.validFrom = '2026-02-30'), 'validFrom', /kein Tag/, /2026-12-24/],
  [
    'an office that nobody can call',
    DOG,
    (s) => (s.responsibleOffice.phone = 'Zentrale'),
    'responsibleOffice.phone',
    /keine Telefonnummer/,
    /0123 456-0/,
  ],
  [
    'an office without a name in one language',
    DOG,
    (s) => (s.responsibleOffice.name = 'site.office.nowhere'),
    'site.office.nowhere',
    /Text fehlt auf/,
    /in dieser Sprache/,
  ],
  [
    'data that is kept for no time',
    DOG,
    (s) => (s.retention.months = 0),
    'retention.months',
    /zu klein/,
    /kleinste erlaubte Wert ist 1/,
  ],
  [
    'a life situation that is none',
    PARKING,
    (s) => (s.situations = ['holiday']),
    'situations.0',
    /nicht vorgesehen/,
    /moving/,
  ],
  ['search words that are no list', PARKING, (s) => (s.keywords.de = 'parken'), 'keywords.de', /keine Liste/, /Liste/],
  ['a sentence too many', PARKING, (s) => (s.next = Array(4).fill(s.title)), 'next', /zu viele/, /höchstens 3/],
];
