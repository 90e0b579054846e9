/** Why there is no connection to a reader. */
export type LinkFault =
  | 'unreachable'
  | 'no-such-port'
  | 'access-denied'
  | 'in-use-elsewhere'
  | 'disconnected'
  | 'bad-address';

export interface LinkEvents {
  onOpen(): void;
  onData(bytes: Uint8Array): void;
  /** Once, whether it ever opened or not. */
  onClosed(reason: LinkFault): void;
}

/** One connection attempt to a reader and what comes of it. Closing it is silent. */
export type ConnectLink = (events: LinkEvents) => { close(): void };
