import type { ZvtBehaviour } from '../../../device-drivers/payment/simulator/index.ts';
import { type Cell, ITSELF, RETRY, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const base = { device: 'payment', service: 'bescheid-bezahlen' } as const;
const behave =
  (behaviour: ZvtBehaviour) =>
  ({ world, undo }: Scene) =>
    undo(world.payment.behave(behaviour));
const pull = ({ world }: Scene) => world.payment.pullCable();
const plug = async (scene: Scene) => {
  const { world, corner, visitor } = scene;
  await world.payment.plugCable();
  await visitor.until('ready', async () => /^(ready|busy)/.test(await corner.technician.device('payment')), 30_000);
};
const tap = (card: 'approved' | 'declined' | 'unreadable' | 'expired') => (scene: Scene) => ({
  'pay/running:*': () => scene.world.payment.tapCard(card),
});
const OFFLINE = { kind: 'payment', sees: /^(offline|faulty|starting)/ } as const;
const READY = { kind: 'payment', sees: /^(ready|busy|degraded)/ } as const;
const TO_RECEIPT = ['receipt/accepted:printed', 'receipt/accepted:printing'];

export const paymentCells: readonly Cell[] = [
  {
    ...base,
    fault: 'cable pulled',
    at: 'catalogue',
    strike: pull,
    // Read, not hurried past: the news may come while the page is open.
    meanwhile: () => ({ 'service-info': () => {} }),
    sees: ['service-info:unavailable'],
    technician: OFFLINE,
    lift: plug,
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({
      'service-info:unavailable': () => false,
      catalogue: async () => void (await visitor.press('service-bescheid-bezahlen')),
    }),
    end: 'finished',
  },
  {
    ...base,
    fault: 'cable pulled before paying',
    at: 'pay/ready',
    strike: pull,
    sees: ['pay/not-paid:offline'],
    within: DELAYS.answer,
    technician: OFFLINE,
    lift: plug,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'cable pulled while it waits for the card',
    at: 'pay/running:insert-card',
    strike: pull,
    meanwhile: () => ({ 'pay/running:*': () => {} }),
    sees: ['pay/running:recovering', 'pay/not-paid:*'],
    within: DELAYS.answer,
    technician: OFFLINE,
    lift: plug,
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({ 'pay/not-paid:*': async () => void (await visitor.press('intent-retry')) }),
    end: 'finished',
  },
  {
    ...base,
    fault: 'cable cut after the bank booked',
    at: 'pay/ready',
    strike: behave({ kind: 'cut-before-status', times: 1 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    technician: READY,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'cut after the result was sent',
    at: 'pay/ready',
    strike: behave({ kind: 'cut-after-status', times: 1 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    technician: READY,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'cut before completion',
    at: 'pay/ready',
    strike: behave({ kind: 'cut-before-completion', times: 1 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    technician: READY,
    recovery: ITSELF,
    end: 'finished',
  },
  ...(['declined', 'unreadable', 'expired'] as const).map(
    (card): Cell => ({
      ...base,
      fault: `card ${card}`,
      at: 'pay/ready',
      strike: () => {},
      meanwhile: tap(card),
      sees: [`pay/not-paid:${{ declined: 'declined', unreadable: 'card-unreadable', expired: 'card-expired' }[card]}`],
      within: DELAYS.answer,
      technician: READY,
      recovery: RETRY,
      end: 'finished',
    }),
  ),
  {
    ...base,
    fault: 'stop key',
    at: 'pay/running:insert-card',
    strike: ({ world }) => void world.payment.pressStop(),
    meanwhile: () => ({ 'pay/running:*': () => {} }),
    sees: ['pay/not-paid:aborted'],
    technician: READY,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'stop key, then goes without',
    at: 'pay/running:insert-card',
    strike: ({ world }) => void world.payment.pressStop(),
    meanwhile: () => ({ 'pay/running:*': () => {} }),
    sees: ['pay/not-paid:aborted'],
    recovery: { by: 'another path', press: ['intent-cancel'] },
    end: 'left',
  },
  {
    ...base,
    fault: 'end of day required',
    at: 'pay/ready',
    strike: behave({ kind: 'decline-with', resultCode: 0xf0, times: 1 }),
    sees: ['pay/not-paid:end-of-day-required'],
    within: DELAYS.answer,
    // Trying again at once would only be declined again: the screen offers no such button.
    recovery: { by: 'another path', press: ['intent-cancel'] },
    end: 'left',
  },
  {
    ...base,
    fault: 'busy once (84 9C)',
    at: 'pay/ready',
    strike: behave({ kind: 'answer-wait', times: 2 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'busy for long (84 9C)',
    at: 'pay/ready',
    strike: behave({ kind: 'answer-wait' }),
    sees: ['pay/not-paid:device-busy'],
    within: DELAYS.answer,
    lift: ({ undoNow }) => undoNow(),
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'reboots while it waits for the card',
    at: 'pay/running:insert-card',
    strike: async ({ world }) => {
      await world.payment.pullCable();
      setTimeout(() => void world.payment.plugCable(), 1_500);
    },
    meanwhile: () => ({ 'pay/running:*': () => {} }),
    sees: ['pay/not-paid:*'],
    within: DELAYS.answer,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'silent to the payment command (T3)',
    at: 'pay/ready',
    strike: behave({ kind: 'silent-on-command', command: 'authorisation', times: 1 }),
    sees: ['pay/not-paid:no-answer'],
    within: DELAYS.answer,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...base,
    fault: 'never ends the command (T4)',
    at: 'pay/ready',
    strike: behave({ kind: 'stall-before-completion', times: 1 }),
    sees: TO_RECEIPT,
    within: 260_000,
    recovery: ITSELF,
    end: 'finished',
    slow: true,
  },
  {
    ...base,
    fault: 'garbage on the line',
    at: 'pay/ready',
    strike: behave({ kind: 'garbage', times: 1 }),
    sees: [...TO_RECEIPT, 'pay/not-paid:*'],
    within: DELAYS.answer,
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({ 'pay/not-paid:*': async () => void (await visitor.press('intent-retry')) }),
    end: 'finished',
  },
  {
    ...base,
    fault: 'failure after approval (printer of the device)',
    at: 'pay/ready',
    strike: behave({ kind: 'failure-after-status', times: 1 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    service: 'bewohnerparkausweis',
    fault: 'cable cut after the bank booked',
    at: 'pay/ready',
    strike: behave({ kind: 'cut-before-status', times: 1 }),
    sees: TO_RECEIPT,
    within: DELAYS.answer,
    technician: READY,
    recovery: ITSELF,
    end: 'finished',
  },
];
