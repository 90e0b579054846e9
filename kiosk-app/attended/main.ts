import { toldHealth } from '../../device-drivers/contract.ts';
import { tapsFromEnvironment } from '../../device-drivers/recording/index.ts';
import { loadDrivers } from '../../device-drivers/registry.ts';
import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code } from '../../foundation/log.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { stderrLog } from '../../foundation/stderr-log.ts';
import { hostParentSide, hostSide } from '../channel/attended.ts';
import { DELAYS } from './delays.ts';
import { createAttendedHost } from './host.ts';

/** Entry of the attended-device host; forked by the terminal, one for each session. */
process.umask(0o077);
const log = stderrLog(systemClock);
const tap = tapsFromEnvironment(process.env, { clock: systemClock, log });
// They load while the terminal does: the first session waits for its devices.
void loadDrivers('attended');

const host = createAttendedHost({
  createDevices: (configured, directory) =>
    Promise.all(
      configured.map((device) => device.create({ directory, clock: systemClock, log, tap: tap(device.recordedAs) })),
    ),
  clock: systemClock,
  log,
  onHealth: (device, health) => peer.notify('health', { device, ...toldHealth(health) }),
});
const peer = createPeer({
  transport: parentTransport(),
  local: hostSide,
  remote: hostParentSide,
  handlers: host.handlers,
  log,
  clock: systemClock,
});

let isLeaving = false;
async function leave(status: number): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  systemClock.setTimeout(() => process.exit(status), DELAYS.closeWithin);
  await host.close().catch(() => {});
  process.exit(status);
}

void peer.closed.then(() => leave(0));
process.on('SIGTERM', () => void leave(0));
// Ctrl-C in a terminal window reaches the whole group; the terminal decides when we go.
process.on('SIGINT', () => {});
process.on('uncaughtException', (thrown) => {
  // The message may quote what a card or a document said.
  log.event('error', 'attended.failed', { reason: code(reasonOf(thrown)) });
  void leave(1);
});
