import { dayOf } from '../day.ts';
import { findService, identify, identifyByWallet, receive, reviewAndPay, scan } from './common-steps.ts';
import { type Delivered, FAULTS, type Play, type Script } from './script.ts';

const TYPED = { plate: 'MS-QZ 4711', zone: 'C', email: 'zwirbelkraut@beispiel.de' } as const;

export const bewohnerparkausweis: Script = {
  service: 'bewohnerparkausweis',
  faults: FAULTS,
  async play(play) {
    await findService(play, 'bewohnerparkausweis');
    await identify(play);
    await play.stage.citizen.see('form', 'person');
    return afterIdentification(play, 'D');
  },
};

/** The same with the wallet on the person's own telephone. */
export const parkingByWallet: Script = {
  service: 'bewohnerparkausweis-wallet',
  faults: [],
  async play(play) {
    await findService(play, 'bewohnerparkausweis');
    const seen = await identifyByWallet(play);
    const expected = await afterIdentification(play, 'DE');
    return { ...expected, wallet: { asked: seen.claims } };
  },
};

/** @param country as card or wallet write Germany */
async function afterIdentification(play: Play, country: string): Promise<Delivered> {
  const { citizen, person } = play.stage;
  await citizen.press('intent-continue');
  await citizen.see('form', 'vehicle');
  await citizen.type('plate', TYPED.plate);
  await citizen.choose('zone', TYPED.zone);
  const tomorrow = new Date(Date.now() + 86_400_000);
  const [year, month, day] = dayOf(tomorrow).split('-');
  await citizen.type('validFrom', `${day}.${month}.${year}`);
  await citizen.type('email', TYPED.email);
  await citizen.press('intent-continue');
  const scanSeen = await scan(play);
  await reviewAndPay(play);
  const numbers = await receive(play, { paid: true });
  const { givenNames, familyName, street, postalCode, city } = person;
  return {
    data: {
      antrag: { givenNames, familyName, street, postalCode, city, ...TYPED, validFrom: dayOf(tomorrow) },
      antragsteller: { familyName, givenNames, address: { street, postalCode, city, country } },
    },
    identity: { familyName, givenNames },
    cents: 3070,
    pages: 1,
    readable: [street, postalCode, TYPED.plate, TYPED.email],
    secrets: [TYPED.plate, TYPED.email],
    scanSeen,
    numbers,
  };
}
