import type { Device } from '../contract.ts';

/** What a key of an assistive keypad asks for; what that does is decided by the session. */
export const KEYPAD_ACTIONS = [
  'up',
  'down',
  'left',
  'right',
  'select',
  'back',
  'home',
  'help',
  'repeat',
  'volume-up',
  'volume-down',
  'faster',
  'slower',
] as const;
export type KeypadAction = (typeof KEYPAD_ACTIONS)[number];

/** What a usage of the keyboard page (HID Usage Tables 1.5, page 0x07) means on this keypad. */
export type KeyMeaning = KeypadAction | 'headset-plugged' | 'headset-unplugged';

/**
 * By usage id in hexadecimal, two digits ("4f" = right arrow). Configuration, because keypads are delivered with
 * different tables and can be given others.
 */
export type KeyMap = Readonly<Record<string, KeyMeaning>>;

export interface KeyEvent {
  readonly action: KeypadAction;
  readonly pressed: boolean;
}

/** `unknown` until the keypad has told: it reports changes only. */
export type HeadsetState = 'plugged' | 'unplugged' | 'unknown';

export interface Keypad extends Device {
  readonly kind: 'keypad';
  onKey(listener: (event: KeyEvent) => void): () => void;
  headset(): HeadsetState;
  /** Private speech may sound only while this is `plugged`; a lost keypad makes it `unknown`. */
  onHeadset(listener: (state: HeadsetState) => void): () => void;
}
