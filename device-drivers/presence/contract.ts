import { z } from 'zod';
import type { Device } from '../contract.ts';

export const PresenceConfiguration = z
  .strictObject({
    protocol: z.literal('iio'),
    directory: z.string().regex(/^\/./).describe('/sys/bus/iio/devices/iio:deviceN, or a link to it'),
    kind: z.enum(['proximity', 'distance']),
    index: z.int().min(0).max(15).nullable().default(null).describe('Channel number where there are several'),
    near: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe("proximity: this and above is somebody, null takes the device's near level; distance: metres"),
  })
  .nullable()
  .default(null)
  .describe('Tells whether somebody stands there: the screen is covered at once when not');

/** Why it tells nothing. `silent`: a reading hangs in the kernel. */
export const SENSOR_FAULTS = ['no-channel', 'no-access', 'unreadable', 'not-a-number', 'silent'] as const;
export type SensorFault = (typeof SENSOR_FAULTS)[number];

/** `unknown`: not read yet, or the sensor is away. Never taken for an absence: a broken sensor covers nobody's screen. */
export type Presence = 'present' | 'absent' | 'unknown';

/** Tells whether somebody stands before the terminal. Not who, not how many; nothing is kept. */
export interface PresenceSensor extends Device {
  readonly kind: 'presence';
  presence(): Presence;
  onPresence(listener: (presence: Presence) => void): () => void;
}
