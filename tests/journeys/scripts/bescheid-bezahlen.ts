import { DEMO_BILLS, giroCode, SAMPLE_BILL } from '../../../demo/bills.ts';
import { Bug } from '../../../foundation/errors.ts';
import { findService, receive, reviewAndPay } from './common-steps.ts';
import type { Script } from './script.ts';

const BILL = DEMO_BILLS.find(({ reference }) => reference === SAMPLE_BILL);
if (!BILL) throw new Bug('no sample bill');
const { reference, payee, purpose, cents } = BILL;

export const bescheidBezahlen: Script = {
  service: 'bescheid-bezahlen',
  faults: ['card-declined', 'paper-out', 'portal-down', 'payment-cable'],
  async play(play) {
    const { citizen, stack } = play.stage;
    await findService(play, 'bescheid-bezahlen');
    await citizen.see('bill', 'idle');
    await citizen.type('reference', 'XX-0000-0000-0');
    await citizen.press('intent-continue');
    await citizen.at('lookup-unknown').waitFor({ timeout: 30_000 });
    await citizen.record('bill/unknown');
    stack.world.codeReader.show(giroCode(BILL));
    await citizen.see('bill', 'found');
    await citizen.press('intent-continue');
    await reviewAndPay(play);
    const numbers = await receive(play, { paid: true });
    return {
      data: {
        bescheide: [
          { kassenzeichen: reference, zahlungsempfaenger: payee, verwendungszweck: purpose, betragCent: cents },
        ],
      },
      identity: null,
      cents,
      pages: 0,
      secrets: [],
      scanSeen: null,
      numbers,
    };
  },
};
