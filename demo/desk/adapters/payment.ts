import { z } from 'zod';
import { CARD_KINDS, type ZvtSimulator } from '../../../device-drivers/payment/simulator/index.ts';
import { action, type DeskDevice, orNotNow } from '../contract.ts';
import { press } from './simple.ts';

const Card = z.strictObject({ card: z.enum(CARD_KINDS) });
const Pin = z.strictObject({ ok: z.boolean() });

/** The payment terminal and the bank cards in the person's purse. */
export function paymentOnDesk(simulator: ZvtSimulator): DeskDevice {
  return {
    id: 'payment',
    state() {
      const { display, waitingFor, connected, busy, cablePulled } = simulator.state();
      return { display, waitingFor, connected, busy, cable: cablePulled ? 'pulled' : 'plugged', cards: CARD_KINDS };
    },
    actions: {
      tapCard: action(Card, ({ card }) => orNotNow(simulator.tapCard(card))),
      enterPin: action(Pin, ({ ok }) => orNotNow(simulator.enterPin(ok))),
      pressStop: press(() => orNotNow(simulator.pressStop())),
      pullCable: press(() => simulator.pullCable()),
      plugCable: press(() => simulator.plugCable()),
    },
    onChange: (listener) => simulator.onChange(listener),
  };
}
