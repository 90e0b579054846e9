import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { hidLink, parseSelector } from './hid.ts';
import type { LinkFault } from './link.ts';
import { reasonOfOpening } from './serial.ts';

test.each([
  ['Error: No such file or directory, cannot open /dev/ttyACM0', 'no-such-port'],
  ['Error: Permission denied, cannot open /dev/ttyACM0', 'access-denied'],
  ['Error Resource temporarily unavailable Cannot lock port', 'in-use-elsewhere'],
  ['Error: Input/output error', 'unreachable'],
] as const)('"%s" is %s', (message, reason) => {
  expect(reasonOfOpening(message)).toBe(reason);
});

test('a HID path is vendor, product and, if wanted, usage page', () => {
  expect(parseSelector('1eab:0022')).toEqual({ vendorId: 0x1eab, productId: 0x22, usagePage: null });
  expect(parseSelector('1EAB:0022:8c')?.usagePage).toBe(0x8c);
  expect(parseSelector('1eab')).toBeNull();
  expect(parseSelector('/dev/hidraw0')).toBeNull();
});

/** Lets the promises of opening settle. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const events = (heard: string[]) => ({
  onOpen: () => heard.push('open'),
  onData: () => heard.push('data'),
  onClosed: (reason: LinkFault) => heard.push(reason),
});

test('a HID device that may not be opened says why', async () => {
  const heard: string[] = [];
  hidLink('1eab:0022', async () => 'access-denied')(events(heard));
  await settled();
  expect(heard).toEqual(['access-denied']);
});

test('a HID device opened after the link was closed is released and says nothing', async () => {
  const heard: string[] = [];
  let isReleased = false;
  const device = Object.assign(new EventEmitter(), {
    close: async () => {
      isReleased = true;
    },
  });
  const link = hidLink('1eab:0022', async () => device)(events(heard));
  link.close();
  await settled();
  expect(isReleased).toBe(true);
  expect(heard).toEqual([]);
});

test('a HID device that breaks twice is gone once, and is released', async () => {
  const heard: string[] = [];
  let released = 0;
  const device = Object.assign(new EventEmitter(), {
    close: async () => {
      released++;
      throw new Error('already gone');
    },
  });
  hidLink('1eab:0022', async () => device)(events(heard));
  await settled();
  device.emit('error', new Error('gone'));
  device.emit('data', Buffer.alloc(8));
  expect(heard).toEqual(['open', 'disconnected']);
  expect(released).toBe(1);
});
