import { PHONE_RELAY } from '../../../config/schema/needs.ts';
import type { World } from '../../../demo/simulated-world.ts';
import type { Cell, Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const base = { device: 'scanner', service: 'bewohnerparkausweis' } as const;
const AGAIN = { by: 'retry', press: ['intent-scan'] } as const;

const TROUBLES: readonly {
  readonly fault: string;
  readonly on: (scanner: World['scanner']) => void;
  readonly off: (scanner: World['scanner']) => void;
  readonly reason: string;
  readonly technician: RegExp;
}[] = [
  { fault: 'jam', on: (s) => s.jam(), off: (s) => s.clearJam(), reason: 'jammed', technician: /jam/ },
  {
    fault: 'cover open',
    on: (s) => s.openCover(),
    off: (s) => s.closeCover(),
    reason: 'cover-open',
    technician: /cover/,
  },
  {
    fault: 'busy with another program',
    on: (s) => s.setBusy(true),
    off: (s) => s.setBusy(false),
    reason: 'busy',
    technician: /./,
  },
  {
    fault: 'cable pulled',
    on: (s) => s.pullCable(),
    off: (s) => s.plugCable(),
    reason: 'gone',
    technician: /offline|faulty/,
  },
];
const back = async ({ corner, visitor }: Scene) =>
  visitor.until(
    'scanner ready',
    async () => /^(ready|busy|degraded)/.test(await corner.technician.device('scanner')),
    45_000,
  );

/** Begins once the terminal has noticed. */
const begin =
  ({ corner, visitor }: Scene) =>
  async () => {
    const isNoticed = async () => !/^(ready|busy)/.test(await corner.technician.device('scanner'));
    await visitor.until('noticed', isNoticed, DELAYS.answer);
    await visitor.press('intent-start');
  };

export const scannerCells: readonly Cell[] = [
  ...TROUBLES.map(
    ({ fault, on, off, reason, technician }): Cell => ({
      ...base,
      fault,
      at: 'evidence/idle',
      strike: ({ world }) => on(world.scanner),
      sees: [`evidence/fault:${reason}`],
      within: DELAYS.answer,
      technician: { kind: 'scanner', sees: technician },
      lift: async (scene) => {
        off(scene.world.scanner);
        await back(scene);
      },
      recovery: AGAIN,
      end: 'left',
    }),
  ),
  {
    ...base,
    fault: 'jam, then scanned',
    at: 'evidence/idle',
    strike: ({ world }) => world.scanner.jam(),
    sees: ['evidence/fault:jammed'],
    within: DELAYS.answer,
    lift: ({ world }) => world.scanner.clearJam(),
    recovery: AGAIN,
    end: 'finished',
  },
  {
    ...base,
    fault: 'cable pulled: a telephone takes the photo instead',
    at: 'attract',
    strike: ({ world }) => world.scanner.pullCable(),
    meanwhile: (scene) => ({ attract: begin(scene) }),
    sees: ['evidence/idle'],
    // Identification and form come first.
    within: DELAYS.reach,
    neverFirst: ['service-info:unavailable'],
    technician: { kind: 'scanner', sees: /offline|faulty/ },
    lift: async (scene) => {
      scene.world.scanner.plugCable();
      await back(scene);
    },
    recovery: { by: 'itself' },
    end: 'left',
  },
  {
    ...base,
    fault: 'cable pulled, and no telephone reaches us',
    at: 'attract',
    strike: async ({ world, corner, visitor }) => {
      world.scanner.pullCable();
      world.wallet.line.setDown(true);
      const isTold = async () => (await corner.technician.status())?.portals[PHONE_RELAY] === 'down';
      await visitor.until('noticed by the probe', isTold, DELAYS.answer);
    },
    sees: ['service-info:unavailable'],
    within: DELAYS.answer,
    technician: { kind: 'scanner', sees: /offline|faulty/ },
    technicianSeesPortalDown: true,
    meanwhile: (scene) => ({ 'service-info': () => {}, attract: begin(scene) }),
    lift: async (scene) => {
      scene.world.scanner.plugCable();
      scene.world.wallet.line.setDown(false);
      await back(scene);
    },
    recovery: { by: 'itself' },
    end: 'left',
  },
];
