import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const bill = { device: 'payment-portal', service: 'bescheid-bezahlen', paysByPhone: true } as const;
const CODE = 'pay/online-code';

/** What the telephone does with the payment whose code stands, or stood, on the screen. */
const phone =
  (status: 'PAYED' | 'FAILED' | 'CANCELED') =>
  ({ world: { payments } }: Scene) => {
    for (const { transactionId } of payments.waiting()) payments.decide(transactionId, status);
  };

export const paymentPortalCells: readonly Cell[] = [
  {
    ...bill,
    fault: 'down while the code stands there',
    at: CODE,
    strike: ({ world }) => world.payments.setDown(true),
    sees: [`${CODE}:unreachable`],
    lift: (scene) => {
      phone('PAYED')(scene);
      scene.world.payments.setDown(false);
    },
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'down before the code',
    at: 'pay/ready',
    strike: ({ world }) => world.payments.setDown(true),
    sees: ['pay/online-not-paid:unreachable'],
    within: DELAYS.answer,
    lift: ({ world }) => world.payments.setDown(false),
    recovery: { by: 'another path', press: ['intent-pay'] },
    end: 'finished',
  },
  {
    ...bill,
    fault: 'answer lost',
    at: 'pay/ready',
    strike: ({ world }) => world.payments.loseNextAnswer(),
    sees: [CODE],
    lift: phone('PAYED'),
    recovery: ITSELF,
    end: 'finished',
  },
  ...(['FAILED', 'CANCELED'] as const).map(
    (status): Cell => ({
      ...bill,
      fault: status === 'FAILED' ? 'payment fails' : 'payment cancelled',
      at: CODE,
      strike: phone(status),
      sees: [`pay/online-not-paid:${status === 'FAILED' ? 'failed' : 'cancelled'}`],
      recovery: { by: 'another path', press: ['intent-pay'] },
      end: 'finished',
    }),
  ),
  {
    ...bill,
    fault: 'paid while another way is looked for',
    at: CODE,
    strike: ({ visitor }) => visitor.press('intent-other-way').then(() => {}),
    sees: ['pay/online-leave'],
    lift: phone('PAYED'),
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'paid after the session was killed',
    at: CODE,
    strike: ({ corner }) => corner.killSession(),
    sees: ['interrupted/asking'],
    within: DELAYS.nextSession,
    lift: phone('PAYED'),
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({
      'interrupted/paid': async () => void (await visitor.press('intent-print-again')),
    }),
    end: 'told',
    charged: 1,
  },
  {
    ...bill,
    fault: 'paid after leaving',
    at: CODE,
    strike: ({ world }) => world.presence.setPresent(false),
    sees: ['attract', 'standby'],
    within: DELAYS.forgotten + DELAYS.leave,
    lift: (scene) => {
      phone('PAYED')(scene);
      scene.world.presence.setPresent(true);
    },
    recovery: ITSELF,
    end: 'left',
    charged: 1,
  },
];
