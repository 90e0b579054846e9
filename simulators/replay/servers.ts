import { createServer, type Server, type Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Recording } from '../../device-drivers/recording/format.ts';
import type { Clock } from '../../foundation/clock.ts';
import { ConnectionReplay, type ReplayEnd } from './connection.ts';

/** A device on 127.0.0.1 that does what it did in the recording. */
export interface ReplayedDevice {
  /** 0 on a path. */
  readonly port: number;
  /** How each connection so far has ended or will end, in the order in which they came. */
  readonly connections: readonly Promise<ReplayEnd>[];
  close(): Promise<void>;
}

/** For all protocols on a stream: payment terminal, receipt printer, code reader. */
export const replayOverTcp = (recording: Recording, clock: Clock): Promise<ReplayedDevice> =>
  replayStream(recording, clock, (server, ready) => server.listen(0, '127.0.0.1', ready));

/** For the PC/SC daemon, whose socket is a file. @param path of that file, which must not be there yet */
export const replayOnPath = (recording: Recording, clock: Clock, path: string): Promise<ReplayedDevice> =>
  replayStream(recording, clock, (server, ready) => server.listen(path, ready));

async function replayStream(
  recording: Recording,
  clock: Clock,
  listen: (server: Server, ready: () => void) => void,
): Promise<ReplayedDevice> {
  const connections: Promise<ReplayEnd>[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const replay = new ConnectionReplay(recording, connections.length, clock, {
      send: (_direction, content) => void socket.write(content),
      close: () => socket.destroy(),
    });
    connections.push(replay.finished);
    socket.on('data', (bytes) => replay.hear(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => replay.driverClosed());
  });
  await new Promise<void>((resolve) => listen(server, resolve));
  return {
    port: portOf(server.address()),
    connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** For the AusweisApp: `ws://127.0.0.1:<port>/eID-Kernel`. */
export async function replayOverWebSocket(recording: Recording, clock: Clock): Promise<ReplayedDevice> {
  const connections: Promise<ReplayEnd>[] = [];
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket: WebSocket) => {
    const replay = new ConnectionReplay(recording, connections.length, clock, {
      send: (_direction, content) => socket.send(content.toString('utf8')),
      close: () => socket.terminate(),
    });
    connections.push(replay.finished);
    socket.on('message', (data) => replay.hear(data.toString()));
    socket.on('close', () => replay.driverClosed());
  });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return {
    port: portOf(server.address()),
    connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of server.clients) socket.terminate();
      }),
  };
}

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number =>
  typeof address === 'object' && address !== null ? address.port : 0;
