import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Tap } from '../recording/tap.ts';
import type { SmartCardDelays } from './delays.ts';

export interface SmartCardOptions {
  readonly socket: string;
  /** Only readers whose name contains this; `null` takes all. */
  readonly reader: string | null;
  readonly delays: SmartCardDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly tap: Tap | undefined;
}
