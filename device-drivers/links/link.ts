/** Why there is no line to a device. `driver-missing`: the native module for this kind of line does not load here. */
export const LINK_FAULTS = [
  'unreachable',
  'no-such-port',
  'access-denied',
  'in-use-elsewhere',
  'disconnected',
  'bad-address',
  'driver-missing',
] as const;
export type LinkFault = (typeof LINK_FAULTS)[number];

export interface LinkEvents {
  onOpen(): void;
  /** TCP and serial: any piece of the stream. HID: one input report. */
  onData(bytes: Uint8Array): void;
  /** Once, whether it ever opened or not. */
  onClosed(reason: LinkFault): void;
}

/** One connection attempt to a device and what comes of it. Closing it is silent. */
export type ConnectLink = (events: LinkEvents) => { close(): void };
