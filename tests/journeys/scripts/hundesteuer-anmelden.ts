import { findService, receive } from './common-steps.ts';
import type { Delivered, Play, Script } from './script.ts';

const DOG = { breed: 'Zwergschnauzer', dogCount: 2 } as const;

interface Typed {
  readonly givenNames: string;
  readonly familyName: string;
  readonly street: string;
  readonly city: string;
  readonly dogName: string;
}

/** The whole service with everything typed on the screen. */
export async function hundesteuerOf(play: Play, { dogName, ...person }: Typed): Promise<Delivered> {
  const { citizen, stack } = play.stage;
  await findService(play, 'hundesteuer-anmelden');
  await citizen.see('form', 'person');
  const typed = { ...person, postalCode: play.stage.person.postalCode, phone: '0221998877' };
  for (const [field, text] of Object.entries(typed)) await citizen.type(field, text);
  await citizen.press('intent-continue');
  await citizen.see('form', 'dog');
  await citizen.type('dogName', dogName);
  await citizen.type('breed', DOG.breed);
  await citizen.type('heldSince', '01.11.2026');
  await citizen.type('dogCount', String(DOG.dogCount));
  await citizen.choose('assistanceDog', 'yes');
  await citizen.choose('assistanceKind', 'hearing');
  await citizen.press('intent-continue');
  await citizen.see('review', 'open');
  const shown = await citizen.text('screen-review');
  for (const text of [...Object.values(typed), dogName]) {
    if (!shown.includes(text)) throw new Error('the review does not show what was typed');
  }
  if (play.fault === 'portal-down') {
    stack.world.portal.setDown(true);
    play.met('portal down: kept and delivered later, as the service allows it');
  }
  await citizen.press('intent-confirm');
  const numbers = await receive(play, { paid: false, copy: play.fault === null });
  return {
    data: {
      antrag: { ...typed, ...DOG, dogName, heldSince: '2026-11-01', assistanceDog: true, assistanceKind: 'hearing' },
    },
    identity: null,
    cents: null,
    pages: 0,
    secrets: [person.familyName, typed.phone, dogName, DOG.breed],
    readable: [...Object.values(typed), dogName],
    scanSeen: null,
    numbers,
  };
}

export const hundesteuerAnmelden: Script = {
  service: 'hundesteuer-anmelden',
  faults: ['paper-out', 'portal-down'],
  play: (play) =>
    hundesteuerOf(play, {
      givenNames: 'Wilhelmine',
      familyName: 'Quastenflößer',
      street: 'Grünspechtstieg 47',
      city: 'Musterstadt',
      dogName: 'Quirinus',
    }),
};
