import type { Person } from '../people.ts';
import { findService, identify, receive } from './common-steps.ts';
import type { Delivered, Play, Script } from './script.ts';

/** On the simulated card, and on the one built into AusweisApp2. */
const SIMULATED_BIRTHDAY = '1964-08-12';
export const PHONE = '016047118899';

/** Sent first, paid then: money moves only once the authority has the request. */
export const meldebescheinigung: Script = {
  service: 'meldebescheinigung',
  faults: ['card-declined', 'paper-out', 'portal-down'],
  async play(play) {
    const { citizen, person, until } = play.stage;
    await toReview(play);
    if (play.fault === 'portal-down') return portalDown(play);
    await citizen.press('intent-confirm');
    await citizen.see('pay', 'ready');
    await until('the authority has it before any money moves', () => play.stage.cases().length === 1);
    if (play.stage.ledger().length > 0) throw new Error('charged before the authority had the request');
    await citizen.press('intent-pay');
    if (play.fault === 'card-declined') {
      await play.hands.tapCard('declined');
      await citizen.see('pay', 'not-paid');
      play.met('card declined after sending: said so, another try with another card');
      await citizen.press('intent-retry');
    }
    await play.hands.tapCard('approved');
    const numbers = await receive(play, { paid: true });
    return { ...delivered(person, numbers), cents: 1000 };
  },
};

/** From the start to the open review, with everything typed. */
export async function toReview(play: Play): Promise<void> {
  const { citizen } = play.stage;
  await findService(play, 'meldebescheinigung');
  await identify(play);
  await citizen.see('form', 'person');
  await citizen.press('intent-continue');
  await citizen.see('form', 'certificate');
  await citizen.choose('extent', 'simple');
  await citizen.type('phone', PHONE);
  await citizen.press('intent-continue');
  await citizen.see('review', 'open');
}

/** Kept while the portal is down, its receipt printed; accepted later under the same number, and the fee still due. */
async function portalDown(play: Play): Promise<Delivered> {
  const { citizen, stack, person } = play.stage;
  stack.world.portal.setDown(true);
  await citizen.press('intent-confirm');
  await citizen.see('receipt', 'deferred');
  play.met('portal down: kept safely, nothing charged, the receipt printed with the case number');
  const numbers = await receive(play, { paid: false });
  return { ...delivered(person, numbers), cents: null, owes: 1000 };
}

function delivered(person: Person, numbers: readonly string[]) {
  const { givenNames, familyName, street, postalCode, city } = person;
  // Of a day known in part the known part is sent.
  const dateOfBirth = (person.dateOfBirth ?? SIMULATED_BIRTHDAY).replace(/(?:-00)+$/, '');
  const names = givenNames === '' ? { familyName } : { givenNames, familyName };
  return {
    data: {
      antrag: { ...names, street, postalCode, city, extent: 'simple', phone: PHONE },
      antragsteller: {
        ...names,
        dateOfBirth,
        address: { street, postalCode, city, country: person.country ?? 'D' },
      },
    },
    identity: { familyName, givenNames },
    isPaidAfterwards: true,
    pages: 0,
    secrets: [PHONE],
    scanSeen: null,
    numbers,
  };
}
