import type { SimulatedCard } from '../../../simulators/eid/index.ts';
import { type Cell, RETRY, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';
import type { Habits } from '../visitor.ts';

const base = { device: 'eid', service: 'bewohnerparkausweis' } as const;
const OFFICE = {
  by: 'another path',
  press: ['open-no-eid'],
} as const;
const nobodyTypes = (): Habits => ({ 'identify/enter*': () => {}, 'identify/insert-card': () => {} });
const change =
  (by: Partial<Exclude<SimulatedCard, { kind: 'other' }>>) =>
  (valid: SimulatedCard): SimulatedCard =>
    valid.kind === 'other' ? valid : { ...valid, ...by };
const crash = ({ world }: Scene) => world.ausweisApp.crash();
const restart = async ({ world, corner, visitor }: Scene) => {
  await world.ausweisApp.restart();
  world.ausweisApp.plugReader();
  world.ausweisApp.removeCard();
  await visitor.until('eid ready', async () => /^ready/.test(await corner.technician.device('eid')), 30_000);
};
const unplug = ({ world }: Scene) => world.ausweisApp.unplugReader();
const take = ({ world }: Scene) => world.ausweisApp.removeCard();
/** To the form and out again: what comes after the identification is proven by other cells. */
const AGAIN = { recovery: RETRY, end: 'left' } as const;

export const eidCells: readonly Cell[] = [
  {
    ...base,
    fault: 'app missing: the wallet instead',
    at: 'catalogue',
    strike: crash,
    // Nobody chooses before the terminal knows.
    meanwhile: () => ({ 'identify/ways': () => {} }),
    sees: ['identify/ways:no-card'],
    within: DELAYS.soon,
    technician: { kind: 'eid', sees: /^(offline|faulty|starting)/ },
    recovery: { by: 'another path', press: ['intent-choose-way-wallet'] },
    end: 'finished',
  },
  ...(['identify/consent', 'identify/insert-card', 'identify/enter', 'identify/reading'] as const).map(
    (at): Cell => ({
      ...base,
      fault: 'app crashes',
      at,
      strike: crash,
      meanwhile: nobodyTypes,
      sees: ['identify/failed:client-gone'],
      within: DELAYS.soon,
      technician: { kind: 'eid', sees: /^(offline|faulty|starting)/ },
      lift: restart,
      ...AGAIN,
    }),
  ),
  ...(['identify/insert-card', 'identify/enter', 'identify/reading'] as const).map(
    (at): Cell => ({
      ...base,
      fault: 'reader unplugged',
      at,
      strike: unplug,
      meanwhile: nobodyTypes,
      sees: ['identify/failed:reader-gone', 'identify/failed:card-removed'],
      within: DELAYS.soon,
      technician: { kind: 'eid', sees: /reader/ },
      lift: restart,
      recovery: { by: 'another path', press: ['intent-retry', 'intent-cancel'] },
      end: 'left',
    }),
  ),
  ...(['identify/enter', 'identify/reading'] as const).map(
    (at): Cell => ({
      ...base,
      fault: 'card taken away',
      at,
      strike: take,
      meanwhile: nobodyTypes,
      sees: ['identify/failed:card-removed', 'identify/insert-card', 'identify/paused'],
      within: DELAYS.soon,
      recovery: { by: 'another path', press: ['intent-retry', 'intent-cancel'] },
      end: 'left',
    }),
  ),
  {
    ...base,
    fault: 'card taken away, laid on again',
    at: 'identify/reading',
    strike: take,
    meanwhile: nobodyTypes,
    sees: ['identify/failed:card-removed', 'identify/insert-card', 'identify/paused'],
    within: DELAYS.soon,
    recovery: { by: 'itself' },
    afterwards: ({ visitor, world, purse }) => ({
      'identify/failed:card-removed': async () => void (await visitor.press('intent-retry')),
      'identify/paused': async () => {
        world.ausweisApp.layCard(purse.card);
        await visitor.press('intent-continue', 'intent-retry');
      },
    }),
    end: 'finished',
  },
  ...(
    [
      ['blocked PIN, no PUK at hand', change({ retryCounter: 0 }), ['identify/enter:puk']],
      ['deactivated card', change({ deactivated: true }), ['identify/failed:card-deactivated']],
      ['expired card', change({ expired: true }), ['identify/failed:card-expired']],
      ['inoperative card', change({ inoperative: true }), ['identify/failed:card-blocked']],
    ] as const
  ).map(
    ([fault, card, sees]): Cell => ({
      ...base,
      fault,
      at: 'identify/insert-card',
      card,
      strike: () => {},
      sees,
      within: DELAYS.soon,
      recovery: OFFICE,
      end: 'left',
    }),
  ),
  {
    ...base,
    // Up to API level 2 the app shows such a card as none (SDK of the AusweisApp, message READER): the screen goes on asking.
    fault: 'library card, then the right one',
    at: 'identify/insert-card',
    strike: ({ world }) => world.ausweisApp.layCard({ kind: 'other' }),
    meanwhile: nobodyTypes,
    sees: ['identify/insert-card', 'identify/failed:not-an-eid-card'],
    lift: ({ world, purse }) => {
      world.ausweisApp.removeCard();
      world.ausweisApp.layCard(purse.card);
    },
    recovery: { by: 'itself' },
    end: 'left',
  },
  {
    ...base,
    fault: 'PIN wrong thrice, then CAN and PUK',
    at: 'identify/enter',
    strike: () => {},
    meanwhile: ({ visitor }) => ({
      'identify/enter*': async ({ secret }) => {
        if (secret === 'puk') return;
        await visitor.citizen.enterPin(secret === 'can' ? '500540' : '999999');
      },
    }),
    sees: ['identify/enter:puk'],
    within: DELAYS.answer,
    recovery: { by: 'itself' },
    end: 'finished',
  },
  {
    ...base,
    fault: 'eID service down',
    at: 'service-info',
    strike: ({ world }) => world.eidServer.setFault('server-error'),
    sees: ['identify/failed:portal-un*', 'identify/failed:portal-refused', 'identify/ways:no-card'],
    within: DELAYS.answer,
    technician: { kind: 'eid', sees: /^ready/ },
    lift: ({ world }) => world.eidServer.setFault(null),
    ...AGAIN,
  },
  {
    ...base,
    fault: 'eID service goes down while reading',
    at: 'identify/enter',
    strike: ({ world }) => world.eidServer.setFault('server-error'),
    sees: ['identify/failed:*'],
    within: DELAYS.answer,
    lift: ({ world }) => {
      world.eidServer.setFault(null);
      world.ausweisApp.removeCard();
    },
    ...AGAIN,
  },
  {
    ...base,
    fault: 'app silent',
    at: 'identify/consent',
    strike: ({ world }) => world.ausweisApp.setFault('silent'),
    sees: ['identify/failed:*'],
    within: 90_000,
    lift: async (scene) => {
      scene.world.ausweisApp.setFault(null);
    },
    recovery: { by: 'another path', press: ['intent-retry', 'intent-cancel'] },
    end: 'left',
    slow: true,
  },
];
