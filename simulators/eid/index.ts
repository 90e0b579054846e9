import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../foundation/clock.ts';
import { Bug } from '../../foundation/errors.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { Log } from '../../foundation/log.ts';
import { listenLocally } from '../listen.ts';
import type { EidChip, SimulatedCard } from './card.ts';
import { type CardReader, Counter } from './card-readers.ts';
import { Connection } from './connection.ts';
import { DELAYS } from './delays.ts';
import type { SimulatorFault } from './faults.ts';
import { Keypad } from './keypad.ts';

export { type CardIdentity, DEMO_CARD, type SimulatedCard } from './card.ts';
export { SIMULATOR_FAULTS, type SimulatorFault } from './faults.ts';

export const DEFAULT_READER = 'Simulated Comfort Reader 00 00';

export interface AusweisAppSimulatorOptions {
  /** TCP port on 127.0.0.1; 0 picks a free one. */
  readonly port: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Highest API level, and with it the version that is played: 1 is 1.22, 2 is 1.26, 3 is 2.5. Default 2. */
  readonly api?: 1 | 2 | 3;
  /** The reader's own keypad takes the secrets; default false: they are typed on the kiosk's screen. */
  readonly keypad?: boolean;
  /** Milliseconds between two steps of progress; default 400. */
  readonly stepMs?: number;
}

/** What a desk shows; no personal data beyond what the person at the desk has put there. */
export interface SimulatorState {
  readonly isRunning: boolean;
  readonly isConnected: boolean;
  readonly workflow: 'AUTH' | 'CHANGE_PIN' | null;
  readonly fault: SimulatorFault | null;
  /** The app waits for digits on the reader's keypad. */
  readonly asksOnKeypad: boolean;
  readonly readers: readonly {
    readonly name: string;
    readonly isPlugged: boolean;
    readonly hasKeypad: boolean;
    readonly card: {
      readonly kind: 'eid' | 'other';
      readonly triesLeft: number | null;
      readonly inoperative: boolean;
    } | null;
  }[];
}

/** The AusweisApp's side of its SDK WebSocket, and the counter in front of it. */
export interface AusweisAppSimulator {
  readonly port: number;
  /** `ws://127.0.0.1:<port>/eID-Kernel` */
  readonly url: string;
  /** Lays a card; the one that lay there is taken off. The same object keeps its tries. */
  layCard(card: SimulatedCard, reader?: string): void;
  removeCard(reader?: string): void;
  /** The card as it was made; other than a new object it may lie on the reader. */
  resetCard(card: SimulatedCard): void;
  /** What is on the chip now; `null` for a card without one. */
  chipOf(card: SimulatedCard): Pick<EidChip, 'tries' | 'secret' | 'isInoperative'> | null;
  /** Plugs the reader in, or adds another one by a new name. */
  plugReader(reader?: string, keypad?: boolean): void;
  unplugReader(reader?: string): void;
  /** What the person types on the reader's keypad. @returns false if the app asks for nothing */
  typeOnKeypad(digits: string): boolean;
  /** The process dies: connections break, and nobody listens until `restart`. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  /** pcscd restarts: readers vanish and show again on a new connection only. */
  restartSmartCardService(): void;
  setFault(fault: SimulatorFault | null): void;
  /** Plays another version than the API level's own; `null` for that. */
  setVersion(version: string | null): void;
  state(): SimulatorState;
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** @throws Refusal `port-in-use` */
export async function startAusweisAppSimulator(options: AusweisAppSimulatorOptions): Promise<AusweisAppSimulator> {
  const { clock, log, api = 2, keypad: hasKeypad = false, stepMs = DELAYS.step } = options;
  const counter = new Counter();
  counter.addReader(DEFAULT_READER, hasKeypad);
  const keypad = new Keypad();
  const listeners = new Listeners();
  const changed = () => {
    listeners.tell();
  };
  counter.onChange(changed);
  let connection: Connection | null = null;
  let fault: SimulatorFault | null = null;
  let version: string | null = null;

  const sockets = new WebSocketServer({ noServer: true, maxPayload: 256 * 1024 });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url !== '/eID-Kernel') return decline(socket, '404 Not Found');
    // From 2.5 on no web page gets in.
    if (api >= 3 && request.headers.origin !== undefined) return decline(socket, '403 Forbidden');
    // The app serves one client at a time.
    if (connection) return decline(socket, '429 Too Many Requests');
    sockets.handleUpgrade(request, socket, head, (ws) => {
      const own = new Connection(ws, {
        api,
        version: () => version,
        counter,
        clock,
        log,
        stepMs,
        fault: () => fault,
        keypad: (signal) => {
          const digits = keypad.read(signal);
          changed();
          return digits;
        },
        onWorkflow: changed,
      });
      connection = own;
      changed();
      ws.on('close', () => {
        if (connection === own) connection = null;
        changed();
      });
    });
  };

  let server = await listen(options.port, upgrade);
  const { port } = server.address() as AddressInfo;
  let isRunning = true;
  const stop = async () => {
    if (!isRunning) return;
    isRunning = false;
    connection?.drop();
    connection = null;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  const readerNamed = (name: string): CardReader => {
    const reader = counter.get(name);
    if (!reader) throw new Bug(`no reader ${name} at the simulated counter`);
    return reader;
  };

  return {
    port,
    url: `ws://127.0.0.1:${port}/eID-Kernel`,
    layCard: (card, reader = DEFAULT_READER) => counter.lay(readerNamed(reader), card),
    removeCard: (reader = DEFAULT_READER) => counter.take(readerNamed(reader)),
    resetCard: (card) => {
      counter.reset(card);
      changed();
    },
    chipOf: (card) => counter.chipOf(card),
    plugReader: (name = DEFAULT_READER, withKeypad = false) => {
      const known = counter.get(name);
      if (known) counter.plug(known, true);
      else counter.changed(counter.addReader(name, withKeypad));
    },
    unplugReader: (name = DEFAULT_READER) => counter.plug(readerNamed(name), false),
    typeOnKeypad: (digits) => keypad.type(digits),
    crash: async () => {
      await stop();
      changed();
    },
    restart: async () => {
      if (isRunning) return;
      server = await listen(port, upgrade);
      isRunning = true;
      changed();
    },
    restartSmartCardService: () => connection?.loseReaders(),
    setFault: (next) => {
      fault = next;
      changed();
    },
    setVersion: (next) => {
      version = next;
    },
    state: () => ({
      isRunning,
      isConnected: connection !== null,
      workflow: connection?.workflow ?? null,
      fault,
      asksOnKeypad: keypad.isWaiting,
      readers: counter.readers.map(({ name, isPlugged, hasKeypad: has, card }) => ({
        name,
        isPlugged,
        hasKeypad: has,
        card: card && {
          kind: card.chip ? 'eid' : 'other',
          triesLeft: card.chip?.tries ?? null,
          inoperative: card.chip?.isInoperative ?? false,
        },
      })),
    }),
    onChange: (listener) => {
      return listeners.add(listener);
    },
    close: stop,
  };
}

function decline(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function listen(port: number, upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void) {
  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', upgrade);
  await listenLocally(server, port);
  return server;
}
