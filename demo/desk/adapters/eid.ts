import { z } from 'zod';
import type { AusweisAppSimulator } from '../../../device-drivers/eid/simulator/index.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { PurseCard } from '../cards.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press } from './simple.ts';

const Laid = z.strictObject({ card: z.string().max(40) });

/** The card reader and the cards in the purse. */
export function eidOnDesk(simulator: AusweisAppSimulator, purse: readonly PurseCard[]): DeskDevice {
  let laid: string | null = null;
  return {
    id: 'eid',
    state() {
      const { isRunning, readers } = simulator.state();
      const [reader] = readers;
      return {
        cable: reader?.isPlugged === false ? 'pulled' : 'plugged',
        running: isRunning,
        card: laid,
        triesLeft: reader?.card?.triesLeft ?? null,
        cards: purse.map(({ id, printed, note }) => ({ id, printed, note })),
      };
    },
    actions: {
      layCard: action(Laid, ({ card }) => {
        const found = purse.find(({ id }) => id === card);
        if (!found) throw new Refusal('no-such-card');
        laid = card;
        simulator.layCard(found.card);
      }),
      removeCard: press(() => {
        laid = null;
        simulator.removeCard();
      }),
      crash: press(() => simulator.crash()),
      restart: press(() => simulator.restart()),
      pullCable: press(() => simulator.unplugReader()),
      plugCable: press(() => simulator.plugReader()),
    },
    onChange: (listener) => simulator.onChange(listener),
  };
}
