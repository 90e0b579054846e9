import { createServer, type Server, type Socket } from 'node:net';
import { listenLocally } from '../listen.ts';

export interface WireEvents {
  onConnect(): void;
  onBytes(bytes: Uint8Array): void;
  onDisconnect(): void;
}

/**
 * The printer's network interface: one host at a time, as the real ones have it. A pulled cable is silence, not a
 * closed connection: what runs on an open connection vanishes until the host gives up.
 */
export class Wire {
  readonly #events: WireEvents;
  #server: Server | undefined;
  #socket: Socket | undefined;
  #port: number;
  #isPulled = false;

  /** @param port 0 for any free one; kept for later `listen`s */
  constructor(port: number, events: WireEvents) {
    this.#port = port;
    this.#events = events;
  }

  get port(): number {
    return this.#port;
  }

  get isPulled(): boolean {
    return this.#isPulled;
  }

  get isConnected(): boolean {
    return this.#socket !== undefined;
  }

  /** @throws Refusal `port-in-use` or the system's code */
  async listen(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket));
    this.#port = await listenLocally(server, this.#port);
    this.#server = server;
  }

  send(bytes: readonly number[]): void {
    if (!this.#isPulled) this.#socket?.write(Uint8Array.from(bytes));
  }

  pull(): void {
    this.#isPulled = true;
    this.#server?.close();
    this.#server = undefined;
  }

  async plug(): Promise<void> {
    if (!this.#isPulled) return;
    this.#isPulled = false;
    this.#drop();
    await this.listen();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#drop();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.destroy();
    this.#events.onDisconnect();
  }

  #accept(socket: Socket): void {
    // Errors of a connection end in 'close', which is handled.
    socket.on('error', () => {});
    if (this.#socket) {
      socket.destroy();
      return;
    }
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      if (!this.#isPulled && this.#socket === socket) this.#events.onBytes(bytes);
    });
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#events.onDisconnect();
    });
    this.#events.onConnect();
  }
}
