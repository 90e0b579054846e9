import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { hidLink, type OpenHid } from '../links/hid.ts';
import type { ConnectLink } from '../links/link.ts';
import { tappedLink } from '../links/tapped-link.ts';
import { tcpLink } from '../links/tcp.ts';
import type { Tap } from '../recording/tap.ts';
import type { KeyMap, Keypad } from './contract.ts';
import { HidKeypad } from './driver.ts';
import { REPORT_LENGTH } from './keyboard-report.ts';

/**
 * A starting point: the keys every keyboard has. The codes of other keys, and of the headset switch, are those the
 * keypad was programmed with; the installer takes them from its table.
 */
export const ARROWS_AND_ENTER: KeyMap = {
  '52': 'up',
  '51': 'down',
  '50': 'left',
  '4f': 'right',
  '28': 'select',
  '29': 'back',
  '4a': 'home',
  '80': 'volume-up',
  '81': 'volume-down',
};

export interface CreateKeypadOptions {
  /** `tcp`: the same input reports, one after the other, from a device server (or the demo's desk). */
  readonly protocol?: 'hid' | 'tcp';
  /** hid: `vendor:product:usage page` in hexadecimal · tcp: `host:port` */
  readonly path: string;
  readonly keyMap: KeyMap;
  readonly clock: Clock;
  readonly log: Log;
  /** For tests and the simulator: opens the HID device instead of node-hid. */
  readonly openHid?: OpenHid;
  /** Hears every byte of the line, for recordings. */
  readonly tap?: Tap | undefined;
}

/** The assistive keypad of a terminal. */
export function createKeypad(options: CreateKeypadOptions): Keypad {
  const { protocol = 'hid', path, keyMap, clock, log, openHid, tap } = options;
  const connect = protocol === 'hid' ? hidLink(path, openHid) : wholeReports(tcpLink(path, clock));
  return new HidKeypad({ connect: tap ? tappedLink(connect, tap) : connect, path, keyMap, clock, log });
}

/** TCP keeps no borders between reports; their length does. */
function wholeReports(connect: ConnectLink): ConnectLink {
  return (events) => {
    let rest: Uint8Array = new Uint8Array();
    return connect({
      ...events,
      onData(bytes) {
        rest = Buffer.concat([rest, bytes]);
        for (; rest.length >= REPORT_LENGTH; rest = rest.subarray(REPORT_LENGTH)) {
          events.onData(rest.subarray(0, REPORT_LENGTH));
        }
      },
    });
  };
}
