import { KeypadCitizen } from '../keypad-citizen.ts';
import { hundesteuerOf, WILHELMINE } from './hundesteuer-anmelden.ts';
import type { Script } from './script.ts';

/** From the attract screen to the farewell without touching the screen once. */
export const hundesteuerByKeypad: Script = {
  service: 'hundesteuer-mit-tasten',
  faults: [],
  // Some three hundred keys.
  patience: 900_000,
  async play(play) {
    const { stage } = play;
    const citizen = new KeypadCitizen(() => stage.page, stage.out, stage.isWatched, stage.stack.world.keypad);
    try {
      return await hundesteuerOf({ ...play, stage: { ...stage, citizen } }, WILHELMINE);
    } finally {
      stage.citizen.steps.push(...citizen.steps);
    }
  },
};
