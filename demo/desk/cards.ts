import { DEMO_CARD, type SimulatedCard } from '../../device-drivers/eid/simulator/card.ts';

/** A card in the person's purse, with what is written beside it so that nobody has to remember. */
export interface PurseCard {
  readonly id: string;
  readonly card: SimulatedCard;
  /** Printed on it; `null` for a card that is no identity card. */
  readonly printed: { readonly familyName: string; readonly givenNames: string; readonly can: string } | null;
  /** The yellow note: what kind of secret, and the secret. */
  readonly note: { readonly kind: 'pin' | 'transport-pin' | 'puk'; readonly value: string } | null;
}

const { identity } = DEMO_CARD;
const person = (familyName: string, givenNames: string, dateOfBirth: string) => ({
  ...identity,
  familyName,
  givenNames,
  dateOfBirth,
});

function eidCard(id: string, card: Exclude<SimulatedCard, { kind: 'other' }>, note: PurseCard['note']): PurseCard {
  const { familyName, givenNames } = card.identity;
  return { id, card, printed: { familyName, givenNames, can: card.can }, note };
}

/** One for every way an identification can go; all people are invented. */
export const PURSE: readonly PurseCard[] = [
  eidCard('valid', DEMO_CARD, { kind: 'pin', value: '123456' }),
  eidCard(
    'last-try',
    { ...DEMO_CARD, identity: person('Beispiel', 'Jonas', '1991-03-02'), can: '731904', retryCounter: 1 },
    { kind: 'pin', value: '123456' },
  ),
  eidCard(
    'blocked',
    { ...DEMO_CARD, identity: person('Probe', 'Leyla', '1978-11-23'), can: '264018', retryCounter: 0 },
    { kind: 'puk', value: DEMO_CARD.puk },
  ),
  eidCard(
    'deactivated',
    { ...DEMO_CARD, identity: person('Muster', 'Ole', '1959-06-30'), can: '900217', deactivated: true },
    null,
  ),
  eidCard(
    'letter-pin',
    { ...DEMO_CARD, identity: person('Neuling', 'Mia', '2009-09-14'), can: '118822', pin: null, transportPin: '54321' },
    { kind: 'transport-pin', value: '54321' },
  ),
  { id: 'library', card: { kind: 'other' }, printed: null, note: null },
];
