import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Tap } from '../recording/tap.ts';
import { type ChannelOptions, openChannel, type ReadText, readText } from './channel.ts';
import type { PresenceSensor } from './contract.ts';
import { IioPresenceSensor } from './driver.ts';
import { tappedReadText } from './tapped-read-text.ts';

export interface CreatePresenceSensorOptions extends ChannelOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Records what is read (device-drivers/recording). */
  readonly tap?: Tap | undefined;
  /** For tests: instead of the file system. */
  readonly read?: ReadText;
}

/** The sensor that tells whether somebody stands before the terminal, through Linux' IIO subsystem. */
export function createPresenceSensor(options: CreatePresenceSensorOptions): PresenceSensor {
  const { clock, log, tap, read: file = readText, ...channel } = options;
  const read = tap ? tappedReadText(file, tap) : file;
  return new IioPresenceSensor({ open: () => openChannel(channel, read), clock, log });
}
