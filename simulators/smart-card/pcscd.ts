import { createServer, type Server, type Socket } from 'node:net';
import { COMMAND, HEADER_LENGTH, LENGTH } from '../../device-drivers/smart-card/pcsc/messages.ts';
import { encodeReaderStates, type ReaderState } from '../../device-drivers/smart-card/pcsc/reader-state.ts';
import type { VirtualCard } from './card.ts';

/** How this daemon misbehaves; everything left out is as the real one does it. */
export interface DaemonFaults {
  /** Hangs up on every client, as polkit's "no" does. */
  readonly refuses?: boolean;
  readonly version?: readonly [major: number, minor: number, returnValue: number];
  /** Commands (see COMMAND) that are never answered. */
  readonly silentOn?: readonly number[];
  /** Return value of a command instead of success. */
  readonly returns?: Readonly<Record<number, number>>;
  /** Sends this many bytes nobody asked for after the version. */
  readonly babbles?: number;
  /** Claims an answer of this many bytes from the card. */
  readonly claimsLength?: number;
}

export interface SimulatedDaemon {
  /** Counts open client connections. */
  readonly clients: () => number;
  readonly asked: readonly number[];
  lay(card: VirtualCard, reader?: string): void;
  takeAway(reader?: string): void;
  attach(reader: string): void;
  detach(reader: string): void;
  /** Closes every connection and stops listening. */
  stop(): Promise<void>;
}

const ESTABLISHED = 0x0c0ffee;
const HANDLE = 7;
const T1 = 2;

/** The PC/SC daemon's side of pcsc/messages.ts, for faults that a real one does not show on demand. */
export async function simulateDaemon(path: string, faults: DaemonFaults = {}): Promise<SimulatedDaemon> {
  const readers = new Map<string, ReaderState>([['Reader 00 00', empty('Reader 00 00', 0)]]);
  const cards = new Map<string, VirtualCard>();
  const clients = new Set<Socket>();
  const waiting = new Set<Socket>();
  const asked: number[] = [];

  function answer(socket: Socket, command: number, body: Buffer): void {
    asked.push(command);
    if (faults.silentOn?.includes(command)) return;
    const reply = Buffer.from(body);
    const value = faults.returns?.[command] ?? 0;
    if (reply.length >= 4) reply.writeUInt32LE(value, replyLength(command, body) - 4);
    const table = () => encodeReaderStates([...readers.values()]);
    switch (command) {
      case COMMAND.version: {
        const [major, minor, returned] = faults.version ?? [4, 4, 0];
        reply.writeInt32LE(major, 0);
        reply.writeInt32LE(minor, 4);
        reply.writeUInt32LE(returned >>> 0, 8);
        socket.write(Buffer.concat([reply, Buffer.alloc(faults.babbles ?? 0)]));
        return;
      }
      case COMMAND.readersState:
        socket.write(table());
        return;
      case COMMAND.waitForChange:
        waiting.add(socket);
        socket.write(table());
        return;
      case COMMAND.stopWaiting:
        if (waiting.delete(socket)) socket.write(Buffer.alloc(LENGTH.change));
        return;
      case COMMAND.establishContext:
        reply.writeUInt32LE(ESTABLISHED, 4);
        break;
      case COMMAND.connect:
        reply.writeUInt32LE(HANDLE, 140);
        reply.writeUInt32LE(T1, 144);
        break;
      case COMMAND.transmit: {
        const [card] = cards.values();
        const said = card?.respond(body.subarray(LENGTH.transmit)) ?? new Uint8Array();
        reply.writeUInt32LE(faults.claimsLength ?? said.length, 24);
        socket.write(Buffer.concat([reply.subarray(0, LENGTH.transmit), value === 0 ? said : new Uint8Array()]));
        return;
      }
    }
    socket.write(reply);
  }

  const server: Server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => {
      clients.delete(socket);
      waiting.delete(socket);
    });
    socket.on('error', () => {});
    if (faults.refuses) {
      socket.destroy();
      return;
    }
    let unread = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      unread = Buffer.concat([unread, bytes]);
      for (;;) {
        if (unread.length < HEADER_LENGTH) return;
        const command = unread.readUInt32LE(4);
        let length = unread.readUInt32LE(0);
        // The card's command follows the message without counting in its length.
        if (command === COMMAND.transmit && unread.length >= HEADER_LENGTH + LENGTH.transmit) {
          length += unread.readUInt32LE(HEADER_LENGTH + 12);
        }
        if (unread.length < HEADER_LENGTH + length) return;
        const body = unread.subarray(HEADER_LENGTH, HEADER_LENGTH + length);
        unread = unread.subarray(HEADER_LENGTH + length);
        answer(socket, command, body);
      }
    });
  });
  await new Promise<void>((done) => server.listen(path, done));

  const signal = () => {
    for (const socket of waiting) socket.write(Buffer.alloc(LENGTH.change));
    waiting.clear();
  };
  const change = (name: string, next: (events: number) => ReaderState) => {
    readers.set(name, next((readers.get(name)?.events ?? 0) + 1));
    signal();
  };
  return {
    clients: () => clients.size,
    asked,
    lay(card, name = 'Reader 00 00') {
      cards.set(name, card);
      change(name, (events) => ({ name, events, present: true, atr: card.atr }));
    },
    takeAway(name = 'Reader 00 00') {
      cards.delete(name);
      change(name, (events) => empty(name, events));
    },
    attach(name) {
      readers.set(name, empty(name, 0));
      signal();
    },
    detach(name) {
      readers.delete(name);
      cards.delete(name);
      signal();
    },
    async stop() {
      for (const socket of clients) socket.destroy();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const empty = (name: string, events: number): ReaderState => ({ name, events, present: false, atr: new Uint8Array() });
const replyLength = (command: number, body: Buffer) => (command === COMMAND.transmit ? LENGTH.transmit : body.length);
