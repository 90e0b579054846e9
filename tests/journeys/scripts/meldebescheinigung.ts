import { findService, identify, receive } from './parts.ts';
import type { Script } from './script.ts';

/** On the simulated card, and on the one built into AusweisApp2. */
const SIMULATED_BIRTHDAY = '1964-08-12';
const PHONE = '016047118899';

/** Sent first, paid then: money moves only once the authority has the request. */
export const meldebescheinigung: Script = {
  service: 'meldebescheinigung',
  faults: ['card-declined', 'paper-out'],
  async play(play) {
    const { citizen, person, stack, until } = play.stage;
    const { world } = stack;
    await findService(play, 'meldebescheinigung');
    await identify(play);
    await citizen.see('form', 'person');
    await citizen.press('intent-continue');
    await citizen.see('form', 'certificate');
    await citizen.choose('extent', 'simple');
    await citizen.type('phone', PHONE);
    await citizen.press('intent-continue');
    await citizen.see('review', 'open');
    await citizen.press('intent-confirm');
    await citizen.see('pay', 'ready');
    await until('the authority has it before any money moves', () => world.portal.cases().length === 1);
    if (world.payment.ledger().length > 0) throw new Error('charged before the authority had the request');
    await citizen.press('intent-pay');
    if (play.fault === 'card-declined') {
      await play.hands.tapCard('declined');
      await citizen.see('pay', 'not-paid');
      play.met('card declined after sending: said so, another try with another card');
      await citizen.press('intent-retry');
    }
    await play.hands.tapCard('approved');
    await receive(play, { paid: true });
    const { givenNames, familyName, street, postalCode, city } = person;
    const dateOfBirth = person.dateOfBirth ?? SIMULATED_BIRTHDAY;
    return {
      data: {
        antrag: { givenNames, familyName, street, postalCode, city, extent: 'simple', phone: PHONE },
        antragsteller: {
          givenNames,
          familyName,
          dateOfBirth,
          address: { street, postalCode, city, country: 'D' },
        },
      },
      identity: { familyName, givenNames },
      cents: 1000,
      isPaidAfterwards: true,
      pages: 0,
      secrets: [PHONE],
      scanSeen: null,
    };
  },
};
