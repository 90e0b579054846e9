import { Server, type Socket } from 'node:net';
import { type Hit, hit } from './hit.ts';
import type { Search } from './search.ts';

/** Most that is kept of one direction of one wire, in bytes; more makes the proof fail rather than look away. */
const MOST = 64 << 20;

export interface Wires {
  /** Bytes of both directions per local port. */
  bytes(port: number): number;
  search(port: number, name: string, search: Search): readonly Hit[];
  /** Forgets what was heard and listens from now on. */
  listen(): void;
  /** Hears no more: what the searcher itself asks the authority is no wire of the terminal. */
  deafen(): void;
  close(): void;
}

interface Piece {
  readonly chunk: unknown;
  readonly encoding: BufferEncoding;
}

/**
 * Listens on every connection that is accepted by a server of this process, that is on our side of the loopback: the
 * simulated world lives here, so whatever the terminal says to it passes through these sockets.
 */
export function tapWires(): Wires {
  const heard = new Map<number, { in: Buffer[]; out: Buffer[]; size: number }>();
  let isListening = true;
  const emit = Server.prototype.emit;
  const taped = new WeakSet<Socket>();

  const keep = (port: number, direction: 'in' | 'out', chunk: unknown, encoding?: unknown) => {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk, encoding as BufferEncoding) : chunk;
    if (!isListening || !(bytes instanceof Uint8Array)) return;
    const wire = heard.get(port) ?? { in: [], out: [], size: 0 };
    heard.set(port, wire);
    wire.size += bytes.length;
    if (wire.size <= MOST) wire[direction].push(Buffer.from(bytes));
  };

  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]) {
    const [socket] = args as [Socket];
    if (event === 'connection' && !taped.has(socket) && typeof socket?.localPort === 'number') {
      taped.add(socket);
      const port = socket.localPort;
      // Node's HTTP server reads a socket behind its back unless it is taken for read already (lib/_http_server.js).
      const handle = Reflect.get(socket, '_handle');
      if (handle && typeof handle === 'object') Reflect.set(handle, '_consumed', true);
      const { push, _write: write, _writev: writev } = socket;
      // What the kernel hands up, before any parser or TLS sees it …
      socket.push = function (this: Socket, chunk: unknown, ...rest: unknown[]) {
        keep(port, 'in', chunk);
        return Reflect.apply(push, this, [chunk, ...rest]);
      } as typeof push;
      // … and what is given to it, one piece or several.
      socket._write = function (this: Socket, chunk: unknown, encoding: BufferEncoding, done: unknown) {
        keep(port, 'out', chunk, encoding);
        Reflect.apply(write, this, [chunk, encoding, done]);
      } as typeof write;
      if (writev)
        socket._writev = function (this: Socket, chunks: readonly Piece[], done: unknown) {
          for (const { chunk, encoding } of chunks) keep(port, 'out', chunk, encoding);
          Reflect.apply(writev, this, [chunks, done]);
        } as typeof writev;
    }
    return Reflect.apply(emit, this, [event, ...args]);
  } as typeof emit;

  return {
    bytes: (port) => heard.get(port)?.size ?? 0,
    search(port, name, search) {
      const wire = heard.get(port);
      if (!wire) return [];
      const cut: Hit[] =
        wire.size > MOST
          ? [{ place: name, region: 'too much to keep', canary: 'unknown', encoding: 'unknown', context: '' }]
          : [];
      return [
        ...cut,
        ...(['in', 'out'] as const).flatMap((direction) => {
          const bytes = Buffer.concat(wire[direction]);
          return search.in(bytes).map((found) => hit(name, direction === 'in' ? 'sent' : 'received', bytes, found));
        }),
      ];
    },
    listen() {
      heard.clear();
      isListening = true;
    },
    deafen() {
      isListening = false;
    },
    close: () => {
      Server.prototype.emit = emit;
    },
  };
}
