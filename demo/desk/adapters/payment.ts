import { z } from 'zod';
import { Listeners } from '../../../foundation/listeners.ts';
import { CARD_KINDS, type ZvtSimulator } from '../../../simulators/payment/index.ts';
import { action, type DeskDevice, orNotNow } from '../contract.ts';
import { press } from './actions.ts';

const Card = z.strictObject({ card: z.enum(CARD_KINDS) });
const Pin = z.strictObject({ right: z.boolean() });

/** The payment terminal and the bank cards in the person's purse. */
export function paymentOnDesk(simulator: ZvtSimulator): DeskDevice {
  /** What stands on the keypad and was not confirmed: OK confirms that, and nothing else. */
  let typed: { readonly right: boolean } | null = null;
  const listeners = new Listeners();
  const changed = () => {
    listeners.tell();
  };
  const keypad = () => (simulator.state().waitingFor === 'pin' ? typed : null);
  return {
    id: 'payment',
    state() {
      const { display, waitingFor, connected, busy, cablePulled } = simulator.state();
      const cable = cablePulled ? 'pulled' : 'plugged';
      return { display, waitingFor, typed: keypad() !== null, connected, busy, cable, cards: CARD_KINDS };
    },
    actions: {
      tapCard: action(Card, ({ card }) => {
        typed = null;
        orNotNow(simulator.tapCard(card));
      }),
      typePin: action(Pin, ({ right }) => {
        orNotNow(simulator.state().waitingFor === 'pin');
        typed = { right };
        changed();
      }),
      pressOk: press(() => {
        const pin = keypad();
        typed = null;
        orNotNow(pin !== null && simulator.enterPin(pin.right));
      }),
      pressStop: press(() => orNotNow(simulator.pressStop())),
      pullCable: press(() => simulator.pullCable()),
      plugCable: press(() => simulator.plugCable()),
    },
    onChange(listener) {
      const leave = listeners.add(listener);
      const stop = simulator.onChange(listener);
      return () => {
        leave();
        stop();
      };
    },
  };
}
