import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { hidLink, type OpenHid } from '../links/hid.ts';
import type { Tap } from '../recording/tap.ts';
import { tappedLink } from '../recording/wrap/link.ts';
import type { KeyMap, Keypad } from './contract.ts';
import { HidKeypad } from './driver.ts';

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
  /** `vendor:product:usage page` in hexadecimal. */
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
export function createKeypad({ path, keyMap, clock, log, openHid, tap }: CreateKeypadOptions): Keypad {
  const connect = hidLink(path, openHid);
  return new HidKeypad({ connect: tap ? tappedLink(connect, tap) : connect, path, keyMap, clock, log });
}
