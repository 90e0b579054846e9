import { type Cell, ITSELF, RETRY, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const down = ({ world }: Scene) => world.portal.setDown(true);
const up = ({ world }: Scene) => world.portal.setDown(false);
const bill = { device: 'portal', service: 'bescheid-bezahlen' } as const;
const parking = { device: 'portal', service: 'bewohnerparkausweis' } as const;
const dog = { device: 'portal', service: 'hundesteuer-anmelden' } as const;
const certificate = { device: 'portal', service: 'meldebescheinigung' } as const;
const DEFERRED = ['receipt/deferred:printing', 'receipt/deferred:printed'];
const PROBLEM = {
  type: 'https://schema.fitko.de/fit-connect/events/problems/technical-error',
  title: 'Fachverfahren lehnt ab',
  detail: '',
  instance: 'submission',
};

export const portalCells: readonly Cell[] = [
  {
    ...bill,
    fault: 'bill register down',
    at: 'bill/idle',
    strike: ({ world }) => world.bills.setDown(true),
    sees: ['bill/unavailable'],
    lift: ({ world }) => world.bills.setDown(false),
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({ 'bill/unavailable': async () => void (await visitor.press('intent-continue')) }),
    end: 'finished',
  },
  {
    device: 'portal',
    service: 'ausweis-fertig',
    fault: 'status of documents down',
    at: 'form/lookup.number',
    strike: ({ world }) => world.documents.setDown(true),
    sees: ['problem/portal-unreachable'],
    within: DELAYS.answer,
    lift: ({ world }) => world.documents.setDown(false),
    recovery: RETRY,
    end: 'left',
  },
  {
    ...parking,
    fault: 'down',
    at: 'review/open',
    strike: down,
    technicianSeesPortalDown: true,
    sees: ['problem/portal-unreachable'],
    within: DELAYS.answer,
    lift: up,
    recovery: RETRY,
    end: 'finished',
  },
  {
    ...parking,
    fault: 'down, goes without',
    at: 'review/open',
    strike: down,
    technicianSeesPortalDown: true,
    sees: ['problem/portal-unreachable'],
    within: DELAYS.answer,
    recovery: { by: 'another path', press: ['intent-finish', 'intent-cancel'] },
    end: 'left',
  },
  {
    ...bill,
    fault: 'down before review',
    at: 'review/open',
    strike: down,
    technicianSeesPortalDown: true,
    sees: DEFERRED,
    within: 60_000,
    lift: up,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'down before paying',
    at: 'pay/ready',
    strike: down,
    sees: DEFERRED,
    within: 60_000,
    lift: up,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'down after paying',
    at: 'pay/paid',
    strike: down,
    sees: DEFERRED,
    within: 60_000,
    lift: up,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...dog,
    fault: 'down',
    at: 'review/open',
    strike: down,
    technicianSeesPortalDown: true,
    sees: DEFERRED,
    within: 60_000,
    lift: up,
    recovery: ITSELF,
    end: 'finished',
  },
  ...(
    [
      [parking, ['service-info:unavailable']],
      [dog, ['service-info:deferred']],
    ] as const
  ).map(
    ([of, sees]): Cell => ({
      ...of,
      fault: 'down',
      at: 'catalogue',
      strike: async ({ world, corner, visitor }) => {
        world.portal.setDown(true);
        // Each destination is probed at a time of its own: another service's may be known to be down long before.
        const isTold = async () => (await corner.technician.status())?.portals[of.service] === 'down';
        await visitor.until('noticed by the probe', isTold, DELAYS.answer);
      },
      meanwhile: () => ({ 'service-info': () => {} }),
      sees,
      technicianSeesPortalDown: true,
      recovery: ITSELF,
      end: 'left',
    }),
  ),
  {
    ...certificate,
    fault: 'rejects before anything is paid',
    at: 'review/open',
    strike: ({ world }) => world.portal.rejectNext(PROBLEM),
    sees: ['receipt/rejected:printing', 'receipt/rejected:printed'],
    within: DELAYS.answer,
    neverFirst: ['pay/ready'],
    recovery: ITSELF,
    end: 'finished',
    charged: 0,
  },
  {
    ...certificate,
    fault: 'down: sent later, nothing is paid for it today',
    at: 'review/open',
    strike: down,
    technicianSeesPortalDown: true,
    sees: DEFERRED,
    within: 60_000,
    neverFirst: ['pay/ready'],
    lift: up,
    recovery: ITSELF,
    end: 'finished',
    charged: 0,
  },
  {
    ...bill,
    fault: 'rejects',
    at: 'pay/ready',
    strike: ({ world }) => world.portal.rejectNext(PROBLEM),
    sees: ['receipt/rejected:printing', 'receipt/rejected:printed'],
    within: DELAYS.answer,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'slow (2 s a call)',
    at: 'review/open',
    strike: ({ world }) => world.portal.setSlow(2_000),
    sees: ['receipt/accepted:printing', 'receipt/accepted:printed', ...DEFERRED],
    within: 90_000,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...bill,
    fault: 'answer to the submission lost',
    at: 'pay/ready',
    strike: ({ world }) => world.portal.addFault('submit', { kind: 'lose-answer' }),
    sees: ['receipt/accepted:printing', 'receipt/accepted:printed', ...DEFERRED],
    within: 60_000,
    recovery: ITSELF,
    end: 'finished',
  },
];
