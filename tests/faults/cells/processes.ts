import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const killSession = ({ corner }: Scene) => corner.killSession();
const killHost = ({ corner }: Scene) => corner.killAttendedHost();
const killTerminal = ({ corner }: Scene) => void process.kill(corner.terminal(), 'SIGKILL');
const NEXT = ['attract', 'orient'];
/** Whoever stands there only looks. */
const looks = () => ({ '*': () => {} });

const sessionAt = (service: Cell['service'], at: string, charged: 0 | 1 = 0): Cell => ({
  device: 'session',
  fault: 'killed',
  service,
  at,
  strike: killSession,
  sees: NEXT,
  meanwhile: ({ world }) => ({
    // Whoever stands there looks; the card that was laid or tapped stays in the hand.
    '*': () => void world.ausweisApp.removeCard(),
  }),
  within: DELAYS.nextSession,
  recovery: ITSELF,
  end: 'left',
  charged,
});

/** Money had moved, or was about to: the next screen says so before anything else. */
const told = (cell: Pick<Cell, 'device' | 'fault' | 'service' | 'at' | 'strike'>): Cell => ({
  ...cell,
  meanwhile: looks,
  sees: ['interrupted/paid'],
  neverFirst: NEXT,
  within: DELAYS.answer,
  recovery: { by: 'retry', press: ['intent-print-again'] },
  end: 'told',
  charged: 1,
});
const PAID_OR_PAYING = ['pay/running:authorising', 'pay/paid'];

export const processCells: readonly Cell[] = [
  ...['catalogue', 'bill/idle', 'review/open', 'pay/ready'].map((at) => sessionAt('bescheid-bezahlen', at)),
  ...['identify/enter', 'identify/reading', 'form/vehicle', 'evidence/idle'].map((at) =>
    sessionAt('bewohnerparkausweis', at),
  ),
  ...PAID_OR_PAYING.map((at) =>
    told({ device: 'session', fault: 'killed', service: 'bescheid-bezahlen', at, strike: killSession }),
  ),
  told({
    device: 'session',
    fault: 'killed',
    service: 'meldebescheinigung',
    at: 'pay/running:authorising',
    strike: killSession,
  }),
  // Its receipt came out: there is nothing left to say.
  sessionAt('bescheid-bezahlen', 'receipt/accepted:printed', 1),
  ...['identify/enter', 'evidence/idle'].map(
    (at): Cell => ({
      device: 'attended-host',
      fault: 'killed',
      service: 'bewohnerparkausweis',
      at,
      strike: killHost,
      // The PIN pad is about to go: nobody types on it.
      meanwhile: () => ({ 'identify/enter*': () => {} }),
      sees: at === 'identify/enter' ? ['identify/failed:*'] : ['evidence/fault:*', 'review/open'],
      within: DELAYS.soon,
      lift: ({ world }) => world.ausweisApp.removeCard(),
      recovery: ITSELF,
      afterwards: ({ visitor }) => ({
        'identify/failed:*': async () => void (await visitor.press('intent-retry')),
        'evidence/fault:*': async () => void (await visitor.press('intent-scan')),
      }),
      end: 'finished',
    }),
  ),
  {
    device: 'attended-host',
    fault: 'killed',
    service: 'bescheid-bezahlen',
    at: 'pay/running:insert-card',
    strike: killHost,
    sees: ['receipt/accepted:printed'],
    within: DELAYS.answer,
    recovery: ITSELF,
    end: 'finished',
  },
  ...(
    [
      ['pay/ready', ['receipt/accepted:printed', 'pay/not-paid:*']],
      ['pay/running:insert-card', ['pay/running:recovering', 'pay/not-paid:*']],
      ['pay/running:authorising', ['pay/running:recovering', 'receipt/accepted:printing', 'receipt/accepted:printed']],
    ] as const
  ).map(
    ([at, sees]): Cell => ({
      device: 'driver',
      fault: 'payment driver killed',
      service: 'bescheid-bezahlen',
      at,
      strike: ({ corner, world }) => corner.killDriver(world.payment.port),
      sees,
      within: DELAYS.answer,
      recovery: ITSELF,
      afterwards: ({ visitor }) => ({ 'pay/not-paid:*': async () => void (await visitor.press('intent-retry')) }),
      end: 'finished',
    }),
  ),
  {
    device: 'driver',
    fault: 'printer driver killed',
    service: 'bescheid-bezahlen',
    at: 'receipt/accepted:printing',
    strike: ({ corner, world }) => corner.killDriver(world.printer.port),
    sees: ['receipt/accepted:printed', 'receipt/accepted:not-confirmed', 'receipt/accepted:offline'],
    within: DELAYS.answer,
    recovery: ITSELF,
    afterwards: ({ visitor }) => ({
      'receipt/accepted:printing': () => false,
      'receipt/accepted:*': async ({ where }) =>
        void (await visitor.press(where.endsWith(':printed') ? 'intent-finish' : 'intent-print-again')),
    }),
    end: 'finished',
  },
  ...['catalogue', 'review/open'].map(
    (at): Cell => ({
      device: 'terminal',
      fault: 'killed and restarted',
      service: 'bescheid-bezahlen',
      at,
      strike: killTerminal,
      meanwhile: looks,
      sees: NEXT,
      within: DELAYS.nextSession,
      recovery: ITSELF,
      end: 'left',
    }),
  ),
  ...PAID_OR_PAYING.map((at) =>
    told({
      device: 'terminal',
      fault: 'killed and restarted',
      service: 'bescheid-bezahlen',
      at,
      strike: killTerminal,
    }),
  ),
  {
    ...told({
      device: 'terminal',
      fault: 'killed and restarted, and the paper is out',
      service: 'bescheid-bezahlen',
      at: 'pay/running:authorising',
      strike: async (scene) => {
        await scene.world.printer.pullPaper();
        killTerminal(scene);
      },
    }),
    afterwards: ({ world, visitor, corner }) => ({
      'interrupted/paid:paper-out': async () => {
        world.printer.loadPaper();
        await visitor.until(
          'printer ready',
          async () => /^ready/.test(await corner.technician.device('receipt-printer')),
          DELAYS.answer,
        );
        await visitor.press('intent-print-again');
      },
    }),
  },
  ...(
    [
      ['session', 'killed', killSession],
      ['terminal', 'killed and restarted', killTerminal],
    ] as const
  ).map(
    ([device, fault, strike]): Cell => ({
      device,
      fault: `${fault}, no card was shown yet`,
      service: 'bescheid-bezahlen',
      at: 'pay/running:insert-card',
      strike,
      meanwhile: looks,
      sees: ['interrupted/not-paid'],
      neverFirst: NEXT,
      within: DELAYS.answer,
      recovery: { by: 'retry', press: ['intent-start'] },
      end: 'finished',
    }),
  ),
  {
    device: 'hub',
    fault: 'killed and restarted',
    service: 'bescheid-bezahlen',
    at: 'catalogue',
    strike: ({ corner }) => void process.kill(corner.hub(), 'SIGKILL'),
    sees: [],
    recovery: ITSELF,
    end: 'finished',
  },
  {
    device: 'hub',
    fault: 'hangs for the whole visit',
    service: 'bescheid-bezahlen',
    at: 'attract',
    strike: ({ corner, undo }) => {
      const pid = corner.hub();
      process.kill(pid, 'SIGSTOP');
      undo(() => void process.kill(pid, 'SIGCONT'));
    },
    sees: [],
    recovery: ITSELF,
    end: 'finished',
  },
];
