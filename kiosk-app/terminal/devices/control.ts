import { chmodSync, existsSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Device, DeviceHealth, DeviceKind, HealthCheckReport } from '../../../device-drivers/contract.ts';
import { kindsIn } from '../../../device-drivers/registry.ts';
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

export interface ControlOptions {
  /** The terminal's data directory, 0700. */
  readonly directory: string;
  /** Health of every device of the place, as the hub gets it. */
  readonly reports: () => readonly DeviceReport[];
  /** The devices that this process drives, itself or through a driver process. */
  readonly own: readonly (Device | null | undefined)[];
  /** The shown session's attended-device host; `null` while there is none. */
  readonly attended: () => { checkHealth(kind: DeviceKind): Promise<HealthCheckReport> } | null;
  /** True while nobody is being served. */
  readonly isIdle: () => boolean;
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
  const { reports, own, attended, isIdle, log } = options;
  let isTesting = false;
  const healthOf = (kind: DeviceKind): DeviceHealth => {
    const report = reports().find((candidate) => candidate.kind === kind);
    if (!report) throw new Refusal('no-device');
    const { state, reason, model, firmware, seenAt } = report;
    return { state, reason, model, firmware, seenAt };
  };

  async function check(kind: DeviceKind) {
    const device = own.find((candidate) => candidate?.kind === kind);
    if (device) return { report: await device.checkHealth(), statistics: device.statistics() };
    if (!kindsIn('attended').includes(kind)) throw new Refusal('no-device');
    const host = attended();
    if (!host) throw new Refusal('not-ready');
    return { report: await host.checkHealth(kind), statistics: {} };
  }

  return {
    methods: {
      'devices.list': () => ({ devices: reports().map(({ kind }) => ({ kind, health: healthOf(kind) })) }),
      'devices.test': async ({ device }) => {
        healthOf(device);
        // A test prints a slip, moves the scanner's lamp, holds the line: not under a citizen's hands.
        if (isTesting || !isIdle()) throw new Refusal('in-service');
        isTesting = true;
        try {
          const { report, statistics } = await check(device);
          log.event('info', 'control.tested', { device: code(device), passed: report.passed });
          const { passed, steps } = report;
          return { health: healthOf(device), report: { passed, steps: [...steps] }, statistics };
        } finally {
          isTesting = false;
        }
      },
    },
    notifications: {},
  };
}
