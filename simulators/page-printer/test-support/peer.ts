/** The other end of the wire in the conformance suite; the driver is not told which one it has. */
export interface Peer {
  readonly uri: string;
  /** Times faster than real time the driver may run: bound by how often the peer looks after its own printer. */
  readonly haste: number;
  /** Jobs stay in the paper path until released. */
  hold(): Promise<void>;
  release(): Promise<void>;
  /** A trouble begins, as it would with the next job under way; `undefined`: none. */
  trouble(name: 'media-empty' | 'media-jam' | 'cover-open' | 'toner-low' | undefined): Promise<void>;
  /** The next job is given up by the printer. */
  abortNext(): Promise<void>;
  /** Documents that came out whole. */
  printed(): Promise<readonly Uint8Array[]>;
  /** A document is in the paper path. */
  isPrinting(): Promise<boolean>;
  /**
   * Files or memory in which this text can be read now, the queue's and not the paper path's. `null`: nothing is claimed,
   * for ippeveprinter keeps what it printed for another minute, as a printer's own memory does, out of any driver's reach.
   */
  readonly traces: ((text: string) => Promise<readonly string[]>) | null;
  stop(): Promise<void>;
}
