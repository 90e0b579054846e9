import type { Clock } from '../../foundation/clock.ts';
import { never } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import { hidLink, type OpenHid } from '../links/hid.ts';
import type { ConnectLink } from '../links/link.ts';
import { serialLink } from '../links/serial.ts';
import { tappedLink } from '../links/tapped-link.ts';
import { tcpLink } from '../links/tcp.ts';
import type { Tap } from '../recording/tap.ts';
import type { CodeReader } from './contract.ts';
import { LinkedCodeReader } from './driver.ts';
import { CodeFramer } from './framing.ts';
import { HidPosFramer } from './hid-pos.ts';

export { DELAYS as CODE_READER_DELAYS } from './delays.ts';

export interface CreateCodeReaderOptions {
  readonly protocol: 'serial' | 'tcp' | 'hid-pos';
  /** serial: device file · tcp: `host:port` · hid-pos: `vendor:product:usage page` in hexadecimal ("1eab:0022:8c") */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests: opens the HID device instead of node-hid. */
  readonly openHid?: OpenHid;
  /** Hears every byte of the line, for recordings. */
  readonly tap?: Tap | undefined;
}

/** The code reader of a terminal. */
export function createCodeReader({ protocol, path, clock, log, openHid, tap }: CreateCodeReaderOptions): CodeReader {
  const lines = (theClock: Clock, onFrame: ConstructorParameters<typeof CodeFramer>[1]) =>
    new CodeFramer(theClock, onFrame);
  const tapped = (connect: ConnectLink) => (tap ? tappedLink(connect, tap) : connect);
  switch (protocol) {
    case 'serial':
      return new LinkedCodeReader({ connect: tapped(serialLink(path, clock)), framer: lines, path, clock, log });
    case 'tcp':
      return new LinkedCodeReader({ connect: tapped(tcpLink(path, clock)), framer: lines, path, clock, log });
    case 'hid-pos':
      return new LinkedCodeReader({
        connect: tapped(hidLink(path, openHid)),
        framer: (theClock, onFrame) => new HidPosFramer(theClock, onFrame),
        path,
        clock,
        log,
      });
    default:
      return never(protocol);
  }
}
