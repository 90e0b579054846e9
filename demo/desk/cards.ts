import { DEMO_CARD, type EidCardSpec, type EidChip, type SimulatedCard } from '../../simulators/eid/card.ts';

/** A card in the person's purse. */
export interface PurseCard {
  readonly id: string;
  readonly card: SimulatedCard;
  /** Printed on it; `null` for a card that is no identity card. */
  readonly printed: { readonly familyName: string; readonly givenNames: string; readonly can: string } | null;
}

const { identity } = DEMO_CARD;
const person = (familyName: string, givenNames: string, dateOfBirth: string) => ({
  ...identity,
  familyName,
  givenNames,
  dateOfBirth,
});

function eidCard(id: string, card: EidCardSpec): PurseCard {
  const { familyName, givenNames } = card.identity;
  return { id, card, printed: { familyName, givenNames, can: card.can } };
}

/** One for every way an identification can go; all people are invented. */
export const PURSE: readonly PurseCard[] = [
  eidCard('valid', DEMO_CARD),
  eidCard('last-try', {
    ...DEMO_CARD,
    identity: person('Beispiel', 'Jonas', '1991-03-02'),
    can: '731904',
    retryCounter: 1,
  }),
  eidCard('blocked', {
    ...DEMO_CARD,
    identity: person('Probe', 'Leyla', '1978-11-23'),
    can: '264018',
    retryCounter: 0,
  }),
  eidCard('deactivated', {
    ...DEMO_CARD,
    identity: person('Muster', 'Ole', '1959-06-30'),
    can: '900217',
    deactivated: true,
  }),
  eidCard('letter-pin', {
    ...DEMO_CARD,
    identity: person('Neuling', 'Mia', '2009-09-14'),
    can: '118822',
    pin: null,
    transportPin: '54321',
  }),
  eidCard('one-name', { ...DEMO_CARD, identity: person('Suharto', '', '1983-05-17'), can: '417702' }),
  eidCard('abroad', {
    ...DEMO_CARD,
    identity: {
      ...person('Fernweh', 'Klara', '1972-04-08'),
      address: { street: 'Stephansplatz 3', postalCode: '1010', city: 'Wien', country: 'A' },
    },
    can: '530011',
  }),
  eidCard('year-only', { ...DEMO_CARD, identity: person('Teilbekannt', 'Amira', '1977-00-00'), can: '690345' }),
  { id: 'library', card: { kind: 'other' }, printed: null },
];

/** How a card is now, as its holder knows it. */
export const CONDITIONS = [
  'valid',
  'two-tries',
  'last-try',
  'blocked',
  'puk-used-up',
  'deactivated',
  'letter-pin',
  'one-name',
  'abroad',
  'year-only',
  'library',
] as const;
type CardCondition = (typeof CONDITIONS)[number];

/** The yellow note beside the card, written from what is on its chip now: what is to be known, and the secret for it. */
interface CardNote {
  readonly condition: CardCondition;
  readonly secret: { readonly kind: 'pin' | 'transport-pin' | 'puk'; readonly value: string } | null;
}

/** Of a card that works: what is unusual about its holder. */
function whose({ identity: { givenNames, address, dateOfBirth } }: EidCardSpec): CardCondition {
  if (givenNames === '') return 'one-name';
  if (address.country !== 'D') return 'abroad';
  return dateOfBirth.endsWith('-00') ? 'year-only' : 'valid';
}

export function noteOf(
  card: SimulatedCard,
  chip: Pick<EidChip, 'tries' | 'secret' | 'isInoperative'> | null,
): CardNote {
  if (card.kind === 'other' || !chip) return { condition: 'library', secret: null };
  if (card.deactivated) return { condition: 'deactivated', secret: null };
  if (chip.isInoperative) return { condition: 'puk-used-up', secret: null };
  if (chip.tries === 0) return { condition: 'blocked', secret: { kind: 'puk', value: card.puk } };
  const { secret } = chip;
  if (chip.tries === 1) return { condition: 'last-try', secret };
  if (chip.tries === 2) return { condition: 'two-tries', secret };
  return { condition: secret?.kind === 'transport-pin' ? 'letter-pin' : whose(card), secret };
}
