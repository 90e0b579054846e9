import { Refusal } from '../../../foundation/errors.ts';
import { findService, receive, reviewAndPay } from './common-steps.ts';
import { PHONE, toReview } from './meldebescheinigung.ts';
import type { Script } from './script.ts';

/** Sent, "pay later", and then paid at the same terminal as a bill, by the Kassenzeichen on the screen and the slip. */
export const payLater: Script = {
  service: 'meldebescheinigung-spaeter-bezahlen',
  faults: [],
  patience: 400_000,
  async play(play) {
    const { citizen, stack, until } = play.stage;
    const { world } = stack;
    await toReview(play);
    await citizen.press('intent-confirm');
    await citizen.see('pay', 'ready');
    await citizen.press('intent-finish');
    await citizen.see('receipt');
    const reference = await citizen.screen.locator('[data-testid="owed"] strong.unbroken').textContent();
    if (!reference) throw new Refusal('no-kassenzeichen');
    await receive({ ...play, fault: null }, { paid: false });
    if (play.stage.ledger().length > 0) throw new Refusal('charged', 'although it is to be paid later');
    const bill = () => world.bills.state().bills.find((one) => one.reference === reference);
    await until('the authority has entered the fee', () => bill()?.status === 'open');

    await findService(play, 'bescheid-bezahlen');
    await citizen.type('reference', reference);
    await citizen.press('intent-continue');
    await citizen.see('bill', 'found');
    const { payee, purpose, cents } = bill() ?? {};
    await citizen.press('intent-continue');
    await reviewAndPay(play);
    const numbers = await receive(play, { paid: true });
    await until('its bill is paid', () => bill()?.status === 'paid');
    return {
      data: {
        bescheide: [
          { kassenzeichen: reference, zahlungsempfaenger: payee, verwendungszweck: purpose, betragCent: cents },
        ],
      },
      identity: null,
      cents: 1000,
      visits: 2,
      pages: 0,
      secrets: [PHONE],
      scanSeen: null,
      numbers,
    };
  },
};
