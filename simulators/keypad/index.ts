import { EventEmitter } from 'node:events';
import type { HidDevice, OpenHid } from '../../device-drivers/links/hid.ts';

export interface KeypadSimulator {
  /** To hand to `createKeypad`: there is no virtual HID device without kernel support, so it joins below node-hid. */
  readonly openHid: OpenHid;
  /** Usage ids of the keyboard page that are down now; at most six. */
  press(...usages: readonly number[]): void;
  release(): void;
  /** A raw input report, also a wrong one. */
  report(bytes: Uint8Array): void;
  pullCable(): void;
  plugCable(): void;
}

/** A HID boot keyboard that speaks in input reports. */
export function createKeypadSimulator(): KeypadSimulator {
  let isPlugged = true;
  const opened = new Set<EventEmitter>();
  const report = (bytes: Uint8Array) => {
    for (const device of opened) device.emit('data', Buffer.from(bytes));
  };
  return {
    async openHid() {
      if (!isPlugged) return 'no-such-port';
      const device = new EventEmitter();
      opened.add(device);
      const close = async () => void opened.delete(device);
      return Object.assign(device, { close }) satisfies HidDevice;
    },
    press: (...usages) => report(Uint8Array.from([0, 0, ...usages, 0, 0, 0, 0, 0, 0]).subarray(0, 8)),
    release: () => report(new Uint8Array(8)),
    report,
    pullCable() {
      isPlugged = false;
      for (const device of opened) device.emit('error', new Error('could not read from HID device'));
      opened.clear();
    },
    plugCable() {
      isPlugged = true;
    },
  };
}
