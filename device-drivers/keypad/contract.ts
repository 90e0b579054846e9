import { z } from 'zod';
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
export const KeyMeaning = z.enum([...KEYPAD_ACTIONS, 'headset-plugged', 'headset-unplugged']);
export type KeyMeaning = z.infer<typeof KeyMeaning>;

/**
 * By usage id in hexadecimal, two digits ("4f" = right arrow). Configuration, because keypads are delivered with
 * different tables and can be given others.
 */
export type KeyMap = Readonly<Record<string, KeyMeaning>>;

const HID_ADDRESS = /^[0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}$/;
const HOST_PORT = /^[\w.-]+:\d{1,5}$/;

export const KeypadConfiguration = z
  .strictObject({
    protocol: z.enum(['hid', 'tcp']).default('hid').describe('tcp: HID input reports from a device server'),
    path: z.string().describe('hid: vendor:product:usage page in hexadecimal; tcp: host:port'),
    keyMap: z.record(z.string().regex(/^[0-9a-f]{2}$/), KeyMeaning),
  })
  .refine(
    ({ protocol, path }) => (protocol === 'hid' ? HID_ADDRESS : HOST_PORT).test(path),
    'the path does not fit the protocol',
  )
  .nullable()
  .default(null)
  .describe('Assistive keypad; keyMap: usage of the keyboard page (two hexadecimal digits) to what the key does');

export interface KeyEvent {
  readonly action: KeypadAction;
  readonly pressed: boolean;
}

/** `unknown` until the keypad has told: it reports changes only. */
export const HeadsetState = z.enum(['plugged', 'unplugged', 'unknown']);
export type HeadsetState = z.infer<typeof HeadsetState>;

export interface Keypad extends Device {
  readonly kind: 'keypad';
  onKey(listener: (event: KeyEvent) => void): () => void;
  headset(): HeadsetState;
  /** Private speech may sound only while this is `plugged`; a lost keypad makes it `unknown`. */
  onHeadset(listener: (state: HeadsetState) => void): () => void;
}
