import { NEXT_TOWN } from '../../../demo/simulated-world.ts';
import { findService, receive } from './common-steps.ts';
import type { Script } from './script.ts';

const POSTAL_CODE = '12346';
const TYPED = {
  givenNames: 'Wilhelmine',
  familyName: 'Quastenflößer',
  street: 'Grünspechtstieg 47',
  city: 'Nachbarort',
} as const;
const EMAIL = 'quaste@wachtelweg.example';
const DOG_NAME = 'Quirinus';

/** Somebody of the next town: their request goes to an authority that the terminal's site does not know. */
export const hundesteuerAbmelden: Script = {
  service: 'hundesteuer-abmelden',
  faults: [],
  async play(play) {
    const { citizen } = play.stage;
    await findService(play, 'hundesteuer-abmelden');
    await citizen.see('form', 'recipient.asking');
    await citizen.type('place', POSTAL_CODE);
    await citizen.press('intent-continue');
    await citizen.see('form', 'recipient.found');
    const told = await citizen.text('told');
    for (const text of [NEXT_TOWN.name, 'Marktplatz 7', '0123 987-12']) {
      if (!told.includes(text)) throw new Error('the screen does not say who receives it');
    }
    await citizen.press('intent-continue');
    await citizen.see('form', 'person');
    for (const [field, text] of Object.entries(TYPED)) await citizen.type(field, text);
    await citizen.press('intent-continue');
    await citizen.see('form', 'dog');
    await citizen.type('dogName', DOG_NAME);
    await citizen.type('endedOn', '01.11.2026');
    await citizen.choose('reason', 'given-away');
    await citizen.press('intent-continue');
    await citizen.see('form', 'reply');
    await citizen.choose('reply.channel', 'email');
    await citizen.type('reply.address', EMAIL);
    await citizen.choose('reply.notice', 'no');
    await citizen.press('intent-continue');
    await citizen.see('review', 'open');
    if (!(await citizen.text('screen-review')).includes(NEXT_TOWN.name)) throw new Error('no recipient on the review');
    await citizen.press('intent-confirm');
    const numbers = await receive(play, { paid: false });
    return {
      data: {
        antrag: { ...TYPED, postalCode: POSTAL_CODE, dogName: DOG_NAME, endedOn: '2026-11-01', reason: 'given-away' },
      },
      identity: null,
      authority: NEXT_TOWN.name,
      reply: { email: EMAIL, digitalNotice: false },
      cents: null,
      pages: 0,
      secrets: [TYPED.familyName, DOG_NAME, EMAIL],
      readable: [NEXT_TOWN.name, TYPED.familyName, DOG_NAME],
      scanSeen: null,
      numbers,
    };
  },
};
