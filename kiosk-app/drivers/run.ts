import { systemClock } from '../../foundation/clock.ts';
import { reasonOf } from '../../foundation/errors.ts';
import { code } from '../../foundation/log.ts';
import { createPeer } from '../../foundation/rpc/peer.ts';
import { parentTransport } from '../../foundation/rpc/transports.ts';
import { stderrLog } from '../../foundation/stderr-log.ts';
import { driverParentSide, driverSide } from './contract.ts';
import { DELAYS } from './delays.ts';
import type { MakeDevice } from './factory.ts';
import { createDriverHost } from './host.ts';

/** Makes this process a driver process; returns at once. */
export function runDriverProcess(makeDevice: MakeDevice): void {
  process.umask(0o077);
  if (process.report) process.report.reportOnFatalError = false;
  const log = stderrLog(systemClock);
  const host = createDriverHost({ makeDevice, clock: systemClock, log, parent: () => peer });
  const peer = createPeer({
    transport: parentTransport(),
    local: driverSide,
    remote: driverParentSide,
    handlers: host.handlers,
    log,
    clock: systemClock,
  });

  let isLeaving = false;
  process.on('SIGTERM', () => {
    if (isLeaving) return;
    isLeaving = true;
    systemClock.setTimeout(() => process.exit(0), DELAYS.closeWithin);
    void host.close().finally(() => process.exit(0));
  });
  // Ctrl-C in a terminal window reaches the whole group; the terminal decides when we go.
  process.on('SIGINT', () => {});
  // The terminal was killed. It is started again within moments and needs the device: nothing may be said to it now.
  void peer.closed.then(() => process.exit(isLeaving ? 0 : 1));
  process.on('uncaughtException', (thrown) => {
    // Whatever state the driver is in now, the device knows the truth: the next process asks it.
    log.event('error', 'driver.failed', { reason: code(reasonOf(thrown)) });
    process.exit(1);
  });
}
