import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { type ChannelOptions, openChannel } from './channel.ts';
import type { PresenceSensor } from './contract.ts';
import { IioPresenceSensor } from './driver.ts';

export interface CreatePresenceSensorOptions extends ChannelOptions {
  readonly clock: Clock;
  readonly log: Log;
}

/** The sensor that tells whether somebody stands before the terminal, through Linux' IIO subsystem. */
export const createPresenceSensor = ({ clock, log, ...channel }: CreatePresenceSensorOptions): PresenceSensor =>
  new IioPresenceSensor({ open: () => openChannel(channel), clock, log });
