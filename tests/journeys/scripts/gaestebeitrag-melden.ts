import { dayOf } from '../day.ts';
import { findService, receive, reviewAndPay } from './common-steps.ts';
import type { Play, Script } from './script.ts';

const PERSON = {
  givenNames: 'Wilhelmine',
  familyName: 'Quastenflößer',
  street: 'Grünspechtstieg 47',
  city: 'Musterstadt',
};
const HOUSE = { houseName: 'Haus Zwirbelkraut', houseStreet: 'Wieselweg 3', beds: 6 } as const;
/** Days before today. */
const STAYS = [
  { from: 12, to: 9, adults: 2, children: 1 },
  { from: 5, to: 3, adults: 1, children: 0 },
] as const;
const CENTS_A_NIGHT = 250;

const isoDay = (daysAgo: number): string => dayOf(Date.now() - daysAgo * 86_400_000);
const germanDay = (daysAgo: number): string => isoDay(daysAgo).split('-').toReversed().join('.');

/** Two stays on a repeated page; the fee is people times nights, added up, and paid by card. */
export const gaestebeitragMelden: Script = {
  service: 'gaestebeitrag-melden',
  faults: [],
  patience: 300_000,
  async play(play) {
    const { citizen, person } = play.stage;
    await findService(play, 'gaestebeitrag-melden');
    await citizen.see('form', 'person');
    const typed = { ...PERSON, postalCode: person.postalCode };
    for (const [field, text] of Object.entries(typed)) await citizen.type(field, text);
    await citizen.press('intent-continue');
    await citizen.see('form', 'contact');
    await citizen.press('intent-continue');
    await citizen.see('form', 'house');
    for (const [field, value] of Object.entries(HOUSE)) await citizen.type(field, String(value));
    await citizen.press('intent-continue');
    for (const [at, stay] of STAYS.entries()) await tellStay(play, at, stay);
    await citizen.press('intent-continue');
    await citizen.see('form', 'sum');
    await citizen.press('intent-continue');
    await reviewAndPay(play);
    const numbers = await receive(play, { paid: true });
    const stays = STAYS.map(({ from, to, adults, children }) => {
      const nights = from - to;
      return { from: isoDay(from), to: isoDay(to), adults, children, nights, adultNights: adults * nights };
    });
    const taxedNights = stays.reduce((sum, { adultNights }) => sum + adultNights, 0);
    return {
      data: { antrag: { ...typed, ...HOUSE, stays, taxedNights } },
      identity: null,
      cents: taxedNights * CENTS_A_NIGHT,
      pages: 0,
      secrets: [PERSON.familyName, HOUSE.houseName],
      readable: [PERSON.familyName, HOUSE.houseName],
      scanSeen: null,
      numbers,
    };
  },
};

async function tellStay({ stage: { citizen } }: Play, at: number, stay: (typeof STAYS)[number]): Promise<void> {
  if (at > 0) await citizen.press('intent-add-entry');
  await citizen.see('form', `stays.${at + 1}`);
  await citizen.type('from', germanDay(stay.from));
  await citizen.type('to', germanDay(stay.to));
  await citizen.type('adults', String(stay.adults));
  await citizen.type('children', String(stay.children));
  await citizen.press('intent-continue');
  await citizen.see('form', 'stays');
}
