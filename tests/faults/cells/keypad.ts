import { type Cell, ITSELF, type Scene } from '../cell.ts';
import { DELAYS } from '../delays.ts';

const base = { device: 'keypad', service: 'hundesteuer-anmelden', at: 'catalogue' } as const;

/** The cursor stands on something: keys arrive. */
const answers = async ({ world, visitor }: Scene) =>
  visitor.until(
    'a key moves the cursor',
    async () => {
      world.keypad.press('down');
      return (await visitor.citizen.screen.locator('[data-cursor]').count()) > 0;
    },
    DELAYS.soon,
  );
const back = async (scene: Scene) => {
  scene.world.keypad.plugCable();
  await scene.visitor.until(
    'the keypad is ready',
    async () => /^ready/.test(await scene.corner.technician.device('keypad')),
    DELAYS.answer,
  );
  await answers(scene);
};

export const keypadCells: readonly Cell[] = [
  {
    ...base,
    fault: 'cable pulled: whoever touches the screen notices nothing',
    strike: ({ world }) => world.keypad.pullCable(),
    sees: [],
    technician: { kind: 'keypad', sees: /offline/ },
    lift: back,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'keys that mean nothing, and reports that are none',
    strike: ({ world }) => {
      world.keypad.sendRaw(Uint8Array.of(0, 0, 0x14, 0, 0, 0, 0, 0));
      world.keypad.sendRaw(Uint8Array.of(0, 0, 1, 1, 1, 1, 1, 1));
    },
    sees: [],
    technician: { kind: 'keypad', sees: /^ready/ },
    lift: answers,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'headset unplugged in the middle',
    strike: ({ world }) => {
      world.keypad.plugHeadset(true);
      world.keypad.plugHeadset(false);
    },
    sees: [],
    technician: { kind: 'keypad', sees: /^ready/ },
    lift: answers,
    recovery: ITSELF,
    end: 'finished',
  },
  {
    ...base,
    fault: 'device host killed: keys work again',
    strike: ({ corner }) => corner.killAttendedHost(),
    sees: [],
    technician: { kind: 'keypad', sees: /^ready/ },
    lift: answers,
    recovery: ITSELF,
    end: 'finished',
  },
];
