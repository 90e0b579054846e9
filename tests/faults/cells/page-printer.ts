import { Refusal } from '../../../foundation/errors.ts';
import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const AT = 'receipt/accepted:printed';
const base = {
  device: 'page-printer',
  service: 'hundesteuer-anmelden',
  at: AT,
  // Who waits for a copy does not go.
  meanwhile: () => ({ [AT]: () => {} }),
} as const;
const AGAIN = { by: 'retry', press: ['intent-print-copy'] } as const;
type Printer = Scene['world']['pagePrinter'];

const wish = async ({ visitor }: Scene) => {
  if (!(await visitor.press('intent-print-copy'))) throw new Refusal('no-button', 'intent-print-copy');
};
/** Begun, and slow enough that there is a middle to strike in. */
const begin = async (scene: Scene) => {
  const { pagePrinter } = scene.world;
  pagePrinter.slow(3);
  scene.undo(() => pagePrinter.slow(0.2));
  await wish(scene);
  await scene.visitor.until('the printer prints', () => pagePrinter.state().printing, DELAYS.soon);
};
/** Whatever happened: no document stays with the printer, and at most one copy lies in its tray. */
const nothingLeft = async ({ world, visitor }: Scene) =>
  visitor.until('no document is left at the printer', () => world.pagePrinter.state().documents === 0, DELAYS.answer);

const TROUBLES: readonly {
  readonly fault: string;
  readonly on: (printer: Printer) => void;
  readonly off: (printer: Printer) => void;
  readonly reason: string;
  readonly technician: RegExp;
}[] = [
  {
    fault: 'no paper',
    on: (p) => p.removeMedia(),
    off: (p) => p.loadMedia(),
    reason: 'media-empty',
    technician: /media-empty/,
  },
  { fault: 'paper jam', on: (p) => p.jam(), off: (p) => p.clearJam(), reason: 'media-jam', technician: /media-jam/ },
  {
    fault: 'cover open',
    on: (p) => p.openCover(),
    off: (p) => p.closeCover(),
    reason: 'cover-open',
    technician: /cover-open/,
  },
  { fault: 'paused', on: (p) => p.pause(), off: (p) => p.resume(), reason: 'paused', technician: /paused/ },
  {
    fault: 'cable pulled',
    on: (p) => p.pullCable(),
    off: (p) => p.plugCable(),
    reason: 'offline',
    technician: /offline/,
  },
];

export const pagePrinterCells: readonly Cell[] = [
  ...TROUBLES.map(
    ({ fault, on, off, reason, technician }): Cell => ({
      ...base,
      fault,
      strike: async (scene) => {
        on(scene.world.pagePrinter);
        await wish(scene);
      },
      sees: [`receipt/accepted:copy-${reason}`],
      within: DELAYS.answer,
      technician: { kind: 'page-printer', sees: technician },
      lift: ({ world }) => off(world.pagePrinter),
      recovery: AGAIN,
      end: 'finished',
    }),
  ),
  {
    ...base,
    fault: 'no paper, gone without',
    strike: async (scene) => {
      scene.world.pagePrinter.removeMedia();
      await wish(scene);
    },
    sees: ['receipt/accepted:copy-media-empty'],
    within: DELAYS.answer,
    recovery: { by: 'another path', press: ['intent-finish'] },
    end: 'finished',
  },
  {
    ...base,
    fault: 'no paper before anybody asks: no copy is offered',
    at: 'catalogue',
    strike: ({ world }) => world.pagePrinter.removeMedia(),
    technician: { kind: 'page-printer', sees: /media-empty/ },
    sees: [],
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'jam in the middle, nobody mends it in time',
    strike: async (scene) => {
      await begin(scene);
      scene.world.pagePrinter.jam();
    },
    sees: ['receipt/accepted:copy-media-jam'],
    within: DELAYS.answer,
    lift: async (scene) => {
      scene.world.pagePrinter.clearJam();
      await nothingLeft(scene);
    },
    recovery: AGAIN,
    end: 'finished',
  },
  {
    ...base,
    fault: 'paper ends in the middle, loaded while it waits',
    strike: async (scene) => {
      await begin(scene);
      scene.world.pagePrinter.removeMedia();
    },
    sees: ['receipt/accepted:copy-waits-media-empty'],
    lift: ({ world }) => world.pagePrinter.loadMedia(),
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'given up by the printer',
    strike: async (scene) => {
      scene.world.pagePrinter.abortNext();
      await wish(scene);
    },
    sees: ['receipt/accepted:copy-aborted'],
    recovery: AGAIN,
    end: 'finished',
  },
  {
    ...base,
    fault: 'device host killed while it prints: the job is withdrawn',
    strike: async (scene) => {
      await begin(scene);
      scene.corner.killAttendedHost();
    },
    sees: ['receipt/accepted:copy-not-confirmed', 'receipt/accepted:copy-offline'],
    lift: nothingLeft,
    recovery: { by: 'another path', press: ['intent-finish'] },
    end: 'finished',
  },
  {
    ...base,
    service: 'bescheid-bezahlen',
    fault: 'session killed while it prints: nothing comes out for the next person',
    strike: async (scene) => {
      const { pagePrinter } = scene.world;
      await begin(scene);
      pagePrinter.pause();
      scene.corner.killSession();
    },
    sees: ['attract'],
    within: DELAYS.nextSession,
    lift: async (scene) => {
      await nothingLeft(scene);
      scene.world.pagePrinter.resume();
      if (scene.world.pagePrinter.papers().some(({ partial }) => !partial))
        throw new Refusal('world', 'a copy came out');
    },
    recovery: ITSELF,
    end: 'left',
    charged: 1,
  },
];
