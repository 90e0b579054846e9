import { z } from 'zod';
import { Refusal } from '../../../foundation/errors.ts';
import type { SimulatedCard } from '../../../simulators/eid/card.ts';
import type { AusweisAppSimulator } from '../../../simulators/eid/index.ts';
import { noteOf, type PurseCard } from '../cards.ts';
import { action, type DeskDevice } from '../contract.ts';
import { press } from './actions.ts';

const Laid = z.strictObject({ card: z.string().max(40) });

/** The card reader and the cards in the purse. */
export function eidOnDesk(simulator: AusweisAppSimulator, purse: readonly PurseCard[]): DeskDevice {
  let laid: string | null = null;
  const now = (card: SimulatedCard) => noteOf(card, simulator.chipOf(card));
  const made = new Map(purse.map(({ id, card }) => [id, JSON.stringify(now(card))]));
  const find = (id: string): PurseCard => {
    const found = purse.find((one) => one.id === id);
    if (!found) throw new Refusal('no-such-card');
    return found;
  };
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
        cards: purse.map(({ id, card, printed }) => {
          const note = now(card);
          return { id, printed, note, isChanged: JSON.stringify(note) !== made.get(id) };
        }),
      };
    },
    actions: {
      layCard: action(Laid, ({ card }) => {
        const found = find(card);
        laid = card;
        simulator.layCard(found.card);
      }),
      resetCard: action(Laid, ({ card }) => simulator.resetCard(find(card).card)),
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
