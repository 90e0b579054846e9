import { hundesteuerOf } from './hundesteuer-anmelden.ts';
import type { Script } from './script.ts';

/** A name with letters of its own, through a whole service by typing on the on-screen keyboard. */
export const anyName: Script = {
  service: 'hundesteuer-oestergard-lukasz',
  faults: [],
  // Each letter of another plane waits until it takes a touch.
  patience: 600_000,
  play: (play) =>
    hundesteuerOf(play, {
      givenNames: 'Łukasz',
      familyName: 'Østergård-D’Angelo',
      street: 'Čapekstraße 12/3 (Hof)',
      city: 'Nguyễn-Musterstadt (Süd)',
      dogName: 'Ķīrşû & K͟hān +',
    }),
};
