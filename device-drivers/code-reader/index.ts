import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { CodeReader } from './contract.ts';
import { LineCodeReader } from './driver.ts';
import { serialLink } from './links/serial.ts';
import { tcpLink } from './links/tcp.ts';

export { DELAYS as CODE_READER_DELAYS } from './delays.ts';

export interface CreateCodeReaderOptions {
  readonly protocol: 'serial' | 'tcp';
  /** serial: device file; tcp: `host:port` */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The code reader of a terminal. */
export function createCodeReader({ protocol, path, clock, log }: CreateCodeReaderOptions): CodeReader {
  const connect = protocol === 'serial' ? serialLink(path) : tcpLink(path, clock);
  return new LineCodeReader({ connect, path, clock, log });
}
