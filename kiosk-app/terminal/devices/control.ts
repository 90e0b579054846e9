import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { DeviceHealth, DeviceKind } from '../../../device-drivers/contract.ts';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { lineTransport } from '../../../foundation/rpc/transports.ts';
import {
  CONTROL_SOCKET,
  controllingSide,
  controlSide,
  LONGEST_SOCKET_PATH,
  MAX_CONTROL_MESSAGE,
} from '../../channel/control.ts';
import type { DeviceTests } from './device-tests.ts';

export interface ControlOptions {
  /** The terminal's data directory, 0700. */
  readonly directory: string;
  /** Health of every device of the place, as the hub gets it. */
  readonly reports: () => readonly DeviceReport[];
  readonly tests: DeviceTests;
  readonly clock: Clock;
  readonly log: Log;
}

const MOST_CONNECTIONS = 4;

/** Answers the technician's command (`npm run devices`) on a UNIX socket. Without the socket the terminal runs all the same. */
export function startControl(options: ControlOptions): { close(): Promise<void> } {
  const { directory, clock, log } = options;
  const path = join(directory, CONTROL_SOCKET);
  const sockets = new Set<Socket>();
  const handlers = createHandlers(options);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    createPeer({
      transport: lineTransport(socket, MAX_CONTROL_MESSAGE),
      local: controlSide,
      remote: controllingSide,
      handlers,
      maxMessage: MAX_CONTROL_MESSAGE,
      log,
      clock,
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  const unusable = (reason: string) => log.event('warn', 'control.unusable', { reason: code(reason) });
  server.on('error', (error) => unusable(reasonOf(error)));
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH) unusable('path-too-long');
  else {
    // Removes the socket of a terminal that was killed. We hold the lock on the directory, so no other one listens on it.
    rmSync(path, { force: true });
    server.listen(path);
    // Bound already: Node binds a path before `listen` returns. If not, `error` tells why.
    if (existsSync(path)) chmodSync(path, 0o600);
  }
  return {
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        if (server.listening) server.close(() => resolve());
        else resolve();
      }),
  };
}

function createHandlers(options: ControlOptions): Handlers<typeof controlSide> {
  const { reports, tests, log } = options;
  const healthOf = (kind: DeviceKind): DeviceHealth => {
    const report = reports().find((candidate) => candidate.kind === kind);
    if (!report) throw new Refusal('no-device');
    const { state, reason, model, firmware, seenAt } = report;
    return { state, reason, model, firmware, seenAt };
  };

  return {
    methods: {
      'devices.list': () => ({ devices: reports().map(({ kind }) => ({ kind, health: healthOf(kind) })) }),
      'devices.test': async ({ device }) => {
        healthOf(device);
        const { report, statistics } = await tests.test(device);
        log.event('info', 'control.tested', { device: code(device), passed: report.passed });
        const { passed, steps } = report;
        return { health: healthOf(device), report: { passed, steps: [...steps] }, statistics };
      },
    },
    notifications: {},
  };
}
