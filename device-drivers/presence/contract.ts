import type { Device } from '../contract.ts';

/** `unknown`: not read yet, or the sensor is away. Never taken for an absence: a broken sensor covers nobody's screen. */
export type Presence = 'present' | 'absent' | 'unknown';

/** Tells whether somebody stands before the terminal. Not who, not how many; nothing is kept. */
export interface PresenceSensor extends Device {
  readonly kind: 'presence';
  presence(): Presence;
  onPresence(listener: (presence: Presence) => void): () => void;
}
