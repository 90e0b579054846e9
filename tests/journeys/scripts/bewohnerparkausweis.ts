import { dayOf } from '../day.ts';
import { findService, identify, receive, reviewAndPay, scan } from './common-steps.ts';
import { FAULTS, type Script } from './script.ts';

const TYPED = { plate: 'MS-QZ 4711', zone: 'C', email: 'zwirbelkraut@beispiel.de' } as const;

export const bewohnerparkausweis: Script = {
  service: 'bewohnerparkausweis',
  faults: FAULTS,
  async play(play) {
    const { citizen, person } = play.stage;
    await findService(play, 'bewohnerparkausweis');
    await identify(play);
    await citizen.see('form', 'person');
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
        antragsteller: { familyName, givenNames, address: { street, postalCode, city, country: 'D' } },
      },
      identity: { familyName, givenNames },
      cents: 3070,
      pages: 1,
      readable: [street, postalCode, TYPED.plate, TYPED.email],
      secrets: [TYPED.plate, TYPED.email],
      scanSeen,
      numbers,
    };
  },
};
