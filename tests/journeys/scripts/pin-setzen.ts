import { findService, identify } from './common-steps.ts';
import type { Play, Script } from './script.ts';

/** Of the letter that comes with a new card; five digits (BSI TR-03127). */
const TRANSPORT_PIN = '54321';

/** A card as it comes from the printing house gets its own PIN, and is then used with it. */
export const pinSetzen: Script = {
  service: 'pin-setzen',
  faults: ['pin-wrong-twice'],
  async play(play) {
    const { citizen, person } = play.stage;
    const layCard = () => play.hands.layCardOfLetter(TRANSPORT_PIN);
    await findService(play, 'pin-setzen');
    await citizen.see('pin-change', 'choose');
    await citizen.press('intent-choose-old-pin-transport-pin');
    await citizen.see('pin-change', 'insert-card');
    layCard();
    await citizen.see('pin-change', 'enter');
    if (play.fault === 'pin-wrong-twice') await wrongTransportPins(play);
    await citizen.enterPin(TRANSPORT_PIN);
    await secret(play, 'new-pin');
    await citizen.enterPin('141421');
    await secret(play, 'new-pin-again');
    await citizen.enterPin(person.pin);
    await citizen.at('wrong-secret').waitFor({ timeout: 30_000 });
    await citizen.record('pin-change/differed');
    await citizen.enterPin(person.pin);
    await secret(play, 'new-pin-again');
    await citizen.enterPin(person.pin);
    await citizen.see('pin-change', 'changed');
    await citizen.press('intent-continue');
    await citizen.see('pin-change', 'take-card');
    play.hands.takeIdCard();
    await citizen.see('farewell');
    await citizen.press('intent-finish');
    await usePin({ ...play, fault: null, hands: { ...play.hands, layIdCard: layCard } });
    return { kind: 'nothing-sent', secrets: [] };
  },
};

/** The proof that counts: the same card identifies its holder with the new PIN. */
async function usePin(play: Play): Promise<void> {
  const { citizen } = play.stage;
  await findService(play, 'bewohnerparkausweis');
  await identify(play);
  await citizen.see('form', 'person');
  await citizen.press('intent-cancel');
  await citizen.press('intent-confirm-cancel-yes');
  await citizen.see('attract');
}

async function wrongTransportPins(play: Play): Promise<void> {
  const { citizen, person } = play.stage;
  for (const left of ['2', '1']) {
    await citizen.enterPin('99999');
    await citizen.screen.locator(`[data-testid="tries-left"]:has-text("${left}")`).first().waitFor({ timeout: 30_000 });
    await citizen.record(`pin-change/wrong-${left}-left`);
  }
  await secret(play, 'can');
  await citizen.enterPin(person.can);
  await secret(play, 'transport-pin');
  play.met('two wrong transport PINs: tries left shown each time, access number asked for, then the PIN');
}

async function secret({ stage: { citizen } }: Play, name: string): Promise<void> {
  await citizen.screen
    .locator(`[data-testid="screen-pin-change"] [data-secret="${name}"]`)
    .waitFor({ timeout: 30_000 });
  await citizen.record(`pin-change/${name}`);
}
