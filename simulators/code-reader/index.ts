import { createServer, type Socket } from 'node:net';
import { Listeners } from '../../foundation/listeners.ts';

export interface CodeReaderSimulatorState {
  readonly connected: boolean;
  /** Hosts that listen to it now. */
  readonly listeners: number;
  /** Codes read so far; never their content. */
  readonly shown: number;
}

export interface CodeReaderSimulator {
  /** Port it really listens on. */
  readonly port: number;
  /** Holds a code under the reader. @returns false if the cable is out or nobody is connected */
  show(text: string): boolean;
  /** Bytes as they are: noise on the line, a code cut off in the middle. */
  sendRaw(bytes: Uint8Array): void;
  pullCable(): void;
  plugCable(): Promise<void>;
  state(): CodeReaderSimulatorState;
  onChange(listener: (state: CodeReaderSimulatorState) => void): () => void;
  close(): Promise<void>;
}

export interface CodeReaderSimulatorOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Sent before each code, as readers do that are set to; "" without. */
  readonly aimIdentifier?: string;
  readonly suffix?: string;
}

/** A network code reader: it listens, and sends the characters of each code with a suffix to whoever is connected. */
export async function startCodeReaderSimulator(options: CodeReaderSimulatorOptions): Promise<CodeReaderSimulator> {
  const { aimIdentifier = '', suffix = '\r\n' } = options;
  const sockets = new Set<Socket>();
  const listeners = new Listeners<[state: CodeReaderSimulatorState]>();
  let isConnected = true;
  let shown = 0;
  const state = (): CodeReaderSimulatorState => ({ connected: isConnected, listeners: sockets.size, shown });
  const tell = () => {
    listeners.tell(state());
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      tell();
    });
    socket.resume();
    tell();
  });
  const listen = (port: number) =>
    new Promise<number>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  const port = await listen(options.port);
  const unplug = () => {
    isConnected = false;
    for (const socket of sockets) socket.resetAndDestroy();
    server.close();
  };

  return {
    port,
    show(text) {
      if (!isConnected || sockets.size === 0) return false;
      for (const socket of sockets) socket.write(`${aimIdentifier}${text}${suffix}`);
      shown++;
      tell();
      return true;
    },
    sendRaw(bytes) {
      for (const socket of sockets) socket.write(bytes);
    },
    pullCable() {
      if (!isConnected) return;
      unplug();
      tell();
    },
    async plugCable() {
      if (isConnected) return;
      await listen(port);
      isConnected = true;
      tell();
    },
    state,
    onChange(listener) {
      return listeners.add(listener);
    },
    async close() {
      if (isConnected) unplug();
      listeners.clear();
    },
  };
}
