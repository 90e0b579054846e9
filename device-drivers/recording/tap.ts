/**
 * What a driver's line tells whoever records it: every byte (or text message) of either direction, unmasked and at
 * once. A leaf: drivers know this type and nothing else of the room.
 */
export interface Tap {
  /** One connection, port or child process. `about`: a process's arguments. */
  connection(about?: readonly string[]): TappedConnection;
}

/** `sent` by the driver, `received` from the device, `noted` by a child process on its standard error. */
export type LineDirection = 'sent' | 'received' | 'noted';

export interface TappedConnection {
  data(direction: LineDirection, content: Uint8Array | string): void;
  /** Once. @param reason kebab-case, an errno name, or "exit 0" */
  closed(reason: string): void;
}
