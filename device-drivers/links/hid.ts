import type { ConnectLink, LinkFault } from './link.ts';

/** Which HID interface of which device. Numbers as in the device's descriptors. */
export interface HidSelector {
  readonly vendorId: number;
  readonly productId: number;
  /** E.g. 0x8C (bar code scanner), 0x01 (generic desktop); `null`: the first interface. */
  readonly usagePage: number | null;
}

/** What a driver needs of a HID device; a test plays recorded reports instead. */
export interface HidDevice {
  on(event: 'data', listener: (report: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  close(): Promise<void>;
}
/** Opens the device, or says why not. */
export type OpenHid = (selector: HidSelector) => Promise<HidDevice | LinkFault>;

/** "1eab:0022", "1eab:0022:8c": vendor, product and usage page in hexadecimal. */
export function parseSelector(path: string): HidSelector | null {
  const match = /^([0-9a-f]{4}):([0-9a-f]{4})(?::([0-9a-f]{1,4}))?$/i.exec(path);
  if (!match) return null;
  const [, vendor = '', product = '', usagePage] = match;
  return {
    vendorId: Number.parseInt(vendor, 16),
    productId: Number.parseInt(product, 16),
    usagePage: usagePage === undefined ? null : Number.parseInt(usagePage, 16),
  };
}

/** A HID device; every piece of data is one input report. */
export function hidLink(path: string, open: OpenHid = openNodeHid): ConnectLink {
  const selector = parseSelector(path);
  return (events) => {
    let device: HidDevice | null = null;
    let isOver = false;
    const over = (reason: LinkFault) => {
      if (!isOver) events.onClosed(reason);
      isOver = true;
    };
    const opening: Promise<HidDevice | LinkFault> = selector ? open(selector) : Promise.resolve('bad-address');
    opening.then(
      (opened) => {
        if (typeof opened === 'string') {
          over(opened);
          return;
        }
        if (isOver) {
          release(opened);
          return;
        }
        device = opened;
        opened.on('data', (report) => {
          if (!isOver) events.onData(report);
        });
        opened.on('error', () => {
          over('disconnected');
          release(opened);
        });
        events.onOpen();
      },
      () => over('unreachable'),
    );
    return {
      close() {
        isOver = true;
        if (device) release(device);
      },
    };
  };
}

/** hidapi refuses to close what was pulled out; there is nothing left to close then. */
const release = (device: HidDevice) => void device.close().catch(() => {});

/** node-hid 3, hidraw on Linux: needs a udev rule that gives the terminal's user the device. */
const openNodeHid: OpenHid = async ({ vendorId, productId, usagePage }) => {
  const hid = await import('node-hid').catch(() => null);
  if (hid === null) return 'driver-missing';
  const found = await hid.default.devicesAsync(vendorId, productId);
  const path = found.find((device) => usagePage === null || device.usagePage === usagePage)?.path;
  if (path === undefined) return 'no-such-port';
  return hid.default.HIDAsync.open(path).catch((): LinkFault => 'access-denied');
};
