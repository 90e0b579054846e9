import type { World } from '../../../demo/simulated-world.ts';
import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const base = { device: 'receipt-printer', service: 'bescheid-bezahlen' } as const;
const AGAIN = { by: 'retry', press: ['intent-print-again'] } as const;
const WITHOUT = { by: 'another path', press: ['intent-finish'] } as const;

interface Trouble {
  readonly fault: string;
  readonly on: (printer: World['printer']) => void | Promise<void>;
  readonly off: (printer: World['printer']) => void | Promise<void>;
  readonly reason: string;
  readonly technician: RegExp;
}

const TROUBLES: readonly Trouble[] = [
  { fault: 'paper out', on: (p) => p.pullPaper(), off: (p) => p.loadPaper(), reason: 'paper-out', technician: /paper/ },
  {
    fault: 'cover open',
    on: (p) => p.openCover(),
    off: (p) => p.closeCover(),
    reason: 'cover-open',
    technician: /cover/,
  },
  {
    fault: 'cutter jammed',
    on: (p) => p.jamCutter(),
    off: (p) => p.freeCutter(),
    reason: 'cutter-error',
    technician: /cutter/,
  },
  {
    fault: 'overheated',
    on: (p) => p.overheat(),
    off: (p) => p.coolDown(),
    reason: 'overheated',
    technician: /overheated/,
  },
  {
    fault: 'cable pulled',
    on: (p) => p.pullCable(),
    off: (p) => p.plugCable(),
    reason: 'offline',
    technician: /offline/,
  },
  { fault: 'switched off', on: (p) => p.powerOff(), off: (p) => p.powerOn(), reason: 'offline', technician: /offline/ },
];

const ready = async ({ corner, visitor }: Scene) =>
  visitor.until('printer ready', async () => /^ready/.test(await corner.technician.device('receipt-printer')), 30_000);

export const printerCells: readonly Cell[] = [
  ...TROUBLES.map(
    ({ fault, on, off, reason, technician }): Cell => ({
      ...base,
      fault: `${fault} before printing`,
      at: 'pay/ready',
      strike: ({ world }) => on(world.printer),
      sees: [`receipt/accepted:${reason}`],
      within: DELAYS.answer,
      technician: { kind: 'receipt-printer', sees: technician },
      lift: async (scene) => {
        await off(scene.world.printer);
        await ready(scene);
      },
      recovery: AGAIN,
      end: 'finished',
    }),
  ),
  {
    ...base,
    fault: 'paper ends in the middle of the receipt',
    at: 'pay/ready',
    strike: ({ world }) => world.printer.leaveOnRoll(25),
    sees: ['receipt/accepted:paper-out'],
    within: DELAYS.answer,
    technician: { kind: 'receipt-printer', sees: /paper/ },
    lift: async (scene) => {
      scene.world.printer.loadPaper();
      await ready(scene);
    },
    recovery: AGAIN,
    end: 'finished',
  },
  {
    ...base,
    fault: 'paper out, goes without',
    at: 'pay/ready',
    strike: ({ world }) => world.printer.pullPaper(),
    sees: ['receipt/accepted:paper-out'],
    within: DELAYS.answer,
    technician: { kind: 'receipt-printer', sees: /paper/ },
    recovery: WITHOUT,
    end: 'finished',
  },
  {
    ...base,
    fault: 'paper near end',
    at: 'attract',
    strike: ({ world }) => world.printer.nearEnd(true),
    sees: ['receipt/accepted:printed'],
    within: DELAYS.toTheEnd,
    technician: { kind: 'receipt-printer', sees: /degraded|near/ },
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'paper out',
    at: 'catalogue',
    strike: ({ world }) => world.printer.pullPaper(),
    meanwhile: () => ({ 'service-info': () => {} }),
    sees: ['service-info:no-paper-receipt'],
    technician: { kind: 'receipt-printer', sees: /paper/ },
    lift: ({ world }) => world.printer.loadPaper(),
    recovery: ITSELF,
    end: 'left',
  },
  {
    ...base,
    service: 'hundesteuer-anmelden',
    fault: 'paper out before printing',
    at: 'review/open',
    strike: ({ world }) => world.printer.pullPaper(),
    sees: ['receipt/accepted:paper-out'],
    within: DELAYS.answer,
    lift: async (scene) => {
      scene.world.printer.loadPaper();
      await ready(scene);
    },
    recovery: AGAIN,
    end: 'finished',
  },
];
