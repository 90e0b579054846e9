import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const killSession = ({ corner }: Scene) => corner.killSession();
const killHost = ({ corner }: Scene) => corner.killAttendedHost();
const killTerminal = ({ corner }: Scene) => void process.kill(corner.terminal(), 'SIGKILL');
const NEXT = ['attract', 'orient'];

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

export const processCells: readonly Cell[] = [
  ...['catalogue', 'bill/idle', 'review/open', 'pay/ready'].map((at) => sessionAt('bescheid-bezahlen', at)),
  ...['identify/enter', 'identify/reading', 'form/vehicle', 'evidence/idle'].map((at) =>
    sessionAt('bewohnerparkausweis', at),
  ),
  sessionAt('bescheid-bezahlen', 'pay/running:authorising', 1),
  sessionAt('bescheid-bezahlen', 'pay/paid', 1),
  sessionAt('bescheid-bezahlen', 'receipt/accepted:printing', 1),
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
  ...(
    [
      ['catalogue', 0],
      ['review/open', 0],
      ['pay/running:authorising', 1],
      ['pay/paid', 1],
    ] as const
  ).map(
    ([at, charged]): Cell => ({
      device: 'terminal',
      fault: 'killed and restarted',
      service: 'bescheid-bezahlen',
      at,
      strike: killTerminal,
      meanwhile: () => ({ '*': () => {} }),
      sees: NEXT,
      within: DELAYS.nextSession,
      recovery: ITSELF,
      end: 'left',
      charged,
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
