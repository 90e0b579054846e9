import { DEMO_BILLS, giroCode, SAMPLE_BILL } from '../../../demo/bills.ts';
import { Bug } from '../../../foundation/errors.ts';
import { findService, receive, reviewAndPayByPhone } from './common-steps.ts';
import type { Script } from './script.ts';

const BILL = DEMO_BILLS.find(({ reference, status }) => reference !== SAMPLE_BILL && status === 'open');
if (!BILL) throw new Bug('no second bill');
const { reference, payee, purpose, cents } = BILL;

/** A bill paid on the person's own telephone, by the code on the screen. */
export const billByPhone: Script = {
  service: 'bescheid-bezahlen-by-phone',
  faults: [],
  async play(play) {
    const { citizen, stack } = play.stage;
    await findService(play, 'bescheid-bezahlen');
    await citizen.see('bill', 'idle');
    stack.world.codeReader.show(giroCode(BILL));
    await citizen.see('bill', 'found');
    await citizen.press('intent-continue');
    await reviewAndPayByPhone(play);
    const numbers = await receive(play, { paid: true });
    return {
      data: {
        bescheide: [
          { kassenzeichen: reference, zahlungsempfaenger: payee, verwendungszweck: purpose, betragCent: cents },
        ],
      },
      identity: null,
      cents,
      isPaidOnline: true,
      pages: 0,
      secrets: [],
      scanSeen: null,
      numbers,
    };
  },
};
