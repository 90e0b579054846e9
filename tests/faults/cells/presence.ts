import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const away = ({ world }: Scene) => world.presence.setPresent(false);
const back = ({ world }: Scene) => world.presence.setPresent(true);
/** Nobody is there to do anything. */
const nobody = () => ({ '*': () => {} });
const UNCOVER = { by: 'retry', press: ['intent-uncover'] } as const;

const covered = (service: Cell['service'], at: string): Cell => ({
  device: 'presence',
  fault: 'person steps away and comes back',
  service,
  at,
  strike: away,
  meanwhile: nobody,
  sees: ['cover'],
  within: DELAYS.covered,
  technician: { kind: 'presence', sees: /^ready/ },
  lift: back,
  recovery: UNCOVER,
  end: 'finished',
});

export const presenceCells: readonly Cell[] = [
  covered('hundesteuer-anmelden', 'form/person'),
  covered('bescheid-bezahlen', 'pay/ready'),
  covered('bescheid-bezahlen', 'pay/running:insert-card'),
  covered('bescheid-bezahlen', 'pay/running:authorising'),
  covered('bescheid-bezahlen', 'receipt/accepted:printed'),
  {
    ...covered('hundesteuer-anmelden', 'form/person'),
    fault: 'person steps away and does not come back',
    sees: ['attract'],
    within: DELAYS.forgotten,
    recovery: ITSELF,
    end: 'left',
  },
  {
    ...covered('hundesteuer-anmelden', 'form/person'),
    fault: 'sensor unplugged: nothing is covered',
    strike: ({ world }) => world.presence.unplug(),
    sees: [],
    technician: { kind: 'presence', sees: /^offline/ },
    lift: ({ world }) => world.presence.plug(),
    recovery: ITSELF,
  },
  {
    ...covered('hundesteuer-anmelden', 'form/person'),
    fault: 'sensor unplugged while covered: uncovered by hand',
    lift: async ({ world, corner, visitor }) => {
      world.presence.unplug();
      await visitor.until(
        'sensor away',
        async () => /^offline/.test(await corner.technician.device('presence')),
        DELAYS.technician,
      );
    },
  },
];
