import type { SimulatedCard } from '../../simulators/eid/index.ts';
import type { CardKind } from '../../simulators/payment/index.ts';
import { idCardOf } from './people.ts';
import type { Stage } from './stage.ts';

/** What a person does beside the screen: cards, paper, documents, cables. */
export function handsOf({ stack, person, until, citizen }: Stage) {
  const { world } = stack;
  // One card for the whole journey: its tries go with it.
  const idCard = idCardOf(person);
  const ofLetter = new Map<string, SimulatedCard>();
  return {
    /** The same person's card as it was posted: only the transport PIN of the letter is set. */
    layCardOfLetter(transportPin: string) {
      const card = ofLetter.get(transportPin) ?? { ...idCard, pin: null, transportPin };
      ofLetter.set(transportPin, card);
      world.ausweisApp.layCard(card);
    },
    layIdCard: () => world.ausweisApp.layCard(idCard),
    takeIdCard: () => world.ausweisApp.removeCard(),
    async tapCard(card: CardKind) {
      await until('the payment terminal asks for a card', () => world.payment.state().waitingFor === 'card');
      await citizen.record('pay/device-asks-for-card');
      world.payment.tapCard(card);
    },
    async takeReceipt() {
      await until('paper comes out', () => world.printer.papers().length > 0);
      const paper = world.printer.papers()[0];
      return paper && world.printer.takePaper(paper.id);
    },
  };
}
