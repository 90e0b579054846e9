import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code } from '../../foundation/log.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { stderrLog } from '../../foundation/stderr-log.ts';
import { hostParentSide, hostSide } from '../channel/attended.ts';
import { DELAYS } from './delays.ts';
import { createSiteDevices } from './factory.ts';
import { createAttendedHost } from './host.ts';

/** Entry of the attended-device host; forked by the terminal, one for each session. */
process.umask(0o077);
const log = stderrLog(systemClock);

const host = createAttendedHost({
  createDevices: (config, directory) => createSiteDevices(config, { directory, clock: systemClock, log }),
  clock: systemClock,
  log,
  onHealth: (device, { state, reason, model, firmware, seenAt }) =>
    peer.notify('health', {
      device,
      state,
      reason: reason?.slice(0, 60) ?? null,
      model: model?.slice(0, 80) ?? null,
      firmware: firmware?.slice(0, 80) ?? null,
      seenAt,
    }),
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
