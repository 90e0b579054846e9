import { findService, receive } from './common-steps.ts';
import type { Delivered, Play, Script } from './script.ts';

const BREED = 'Zwergschnauzer';
/** An example of the German Bundesbank's standard for IBANs: right by its check digits, and nobody's. */
const IBAN = 'DE02120300000000202051';

interface Typed {
  readonly givenNames: string;
  readonly familyName: string;
  readonly street: string;
  readonly city: string;
  readonly dogName: string;
  /** Name of a second dog, whose tax is debited together with that of the first. */
  readonly secondDog?: string;
}

/** The whole service with everything typed on the screen. */
export async function hundesteuerOf(play: Play, { dogName, secondDog, ...person }: Typed): Promise<Delivered> {
  const { citizen, stack } = play.stage;
  await findService(play, 'hundesteuer-anmelden');
  await citizen.see('form', 'person');
  const typed = { ...person, postalCode: play.stage.person.postalCode };
  for (const [field, text] of Object.entries(typed)) await citizen.type(field, text);
  await citizen.press('intent-continue');
  await citizen.see('form', 'dogs.1');
  const first = await tellDog(play, dogName, true);
  const dogs = [first];
  await citizen.see('form', 'dogs');
  if (secondDog !== undefined) {
    await citizen.press('intent-add-entry');
    await citizen.see('form', 'dogs.2');
    dogs.push(await tellDog(play, secondDog, false));
    await citizen.see('form', 'dogs');
  }
  await citizen.press('intent-continue');
  await citizen.see('form', 'tax');
  const phone = '0221998877';
  await citizen.type('otherDogs', '1');
  await citizen.type('phone', phone);
  const mandate = secondDog !== undefined;
  await citizen.choose('mandate', mandate ? 'yes' : 'no');
  await citizen.press('intent-continue');
  const account = mandate ? await tellAccount(play, person.familyName) : {};
  await citizen.see('review', 'open');
  const shown = await citizen.text('screen-review');
  const names = [...Object.values(typed), phone, dogName, ...(secondDog ? [secondDog] : [])];
  for (const text of names) {
    if (!shown.includes(text)) throw new Error('the review does not show what was typed');
  }
  if (play.fault === 'portal-down') {
    stack.world.portal.setDown(true);
    play.met('portal down: kept and delivered later, as the service allows it');
  }
  await citizen.press('intent-confirm');
  const numbers = await receive(play, { paid: false, copy: play.fault === null });
  return {
    data: { antrag: { ...typed, phone, dogs, otherDogs: 1, dogCount: dogs.length + 1, mandate, ...account } },
    identity: null,
    cents: null,
    pages: 0,
    secrets: [person.familyName, phone, dogName, BREED, ...(mandate ? [IBAN] : [])],
    readable: names,
    scanSeen: null,
    numbers,
  };
}

async function tellDog({ stage: { citizen } }: Play, dogName: string, isAssisting: boolean) {
  await citizen.type('dogName', dogName);
  await citizen.type('breed', BREED);
  await citizen.type('heldSince', '01.11.2026');
  await citizen.choose('assistanceDog', isAssisting ? 'yes' : 'no');
  if (isAssisting) await citizen.choose('assistanceKind', 'hearing');
  await citizen.press('intent-continue');
  const dog = { dogName, breed: BREED, heldSince: '2026-11-01', assistanceDog: isAssisting };
  return isAssisting ? { ...dog, assistanceKind: 'hearing' } : dog;
}

/** Whose account the tax is debited from, and that they allow it. */
async function tellAccount({ stage: { citizen } }: Play, accountHolder: string) {
  await citizen.see('form', 'mandate-page');
  await citizen.type('accountHolder', accountHolder);
  await citizen.type('iban', IBAN);
  const svgPath = await citizen.sign('mandateSignature');
  await citizen.press('intent-continue');
  const mandateSignature = { kind: 'drawn', svgPath, width: 1000, height: 320 };
  return { accountHolder, iban: IBAN, mandateSignature };
}

export const WILHELMINE: Typed = {
  givenNames: 'Wilhelmine',
  familyName: 'Quastenflößer',
  street: 'Grünspechtstieg 47',
  city: 'Musterstadt',
  dogName: 'Quirinus',
};

export const hundesteuerAnmelden: Script = {
  service: 'hundesteuer-anmelden',
  faults: ['paper-out', 'portal-down'],
  play: (play) => hundesteuerOf(play, { ...WILHELMINE, secondDog: 'Pumpernickel' }),
};
