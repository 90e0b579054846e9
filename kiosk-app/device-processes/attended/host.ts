import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { DeviceHealth, DeviceKind } from '../../../device-drivers/contract.ts';
import type { HeadsetState, Keypad } from '../../../device-drivers/keypad/contract.ts';
import { type AnyDevice, deviceOf } from '../../../device-drivers/registry.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { lineTransport } from '../../../foundation/rpc/transports.ts';
import { attendedSide, attendingSide, type hostSide } from '../../channel/attended.ts';
import type { DeviceHost } from '../device-process.ts';
import type { MakeDevices } from '../make-devices.ts';
import { createEidDesk, type EidDesk } from './eid-desk.ts';
import { createPageDesk, type PageDesk } from './page-desk.ts';
import { createScanDesk, type ScanDesk } from './scan-desk.ts';

export interface AttendedHostOptions {
  readonly makeDevices: MakeDevices;
  readonly clock: Clock;
  readonly log: Log;
  readonly onHealth: (kind: DeviceKind, health: DeviceHealth) => void;
}

/** Runs the devices through which personal data passes, for exactly one session, on a socket in its own directory. */
export function createAttendedHost(options: AttendedHostOptions): DeviceHost<typeof hostSide> {
  const { clock, log, onHealth } = options;
  let devices: readonly AnyDevice[] | null = null;
  let eid: EidDesk | null = null;
  let scan: ScanDesk | null = null;
  let page: PageDesk | null = null;
  let keypad: Keypad | null = null;
  const headset = (): HeadsetState => keypad?.headset() ?? 'unknown';
  let peer: Peer<typeof attendingSide> | null = null;
  let isActive = false;
  let isCardPresent = false;
  const server = createServer(connect);

  function connect(socket: Socket): void {
    if (!eid || !scan || !page) return void socket.destroy();
    // The session has reconnected; there is only ever one.
    peer?.close('replaced');
    const connected = createPeer({
      transport: lineTransport(socket),
      local: attendedSide,
      remote: attendingSide,
      handlers: { methods: { ...eid.methods, ...scan.methods, ...page.methods }, notifications: {} },
      log,
      clock,
    });
    peer = connected;
    connected.notify('keypad.headset', { state: headset() });
    // Whoever connects later has not seen it laid.
    if (isCardPresent) connected.notify('eid.card', { present: true, wasThere: true });
    void connected.closed.then(() => {
      if (peer !== connected) return;
      peer = null;
      eid?.cancel();
      scan?.cancel();
      page?.cancel();
    });
  }

  async function listen(path: string): Promise<void> {
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    chmodSync(path, 0o600);
  }

  return {
    handlers: {
      methods: {
        start: async ({ socket, directory, devices: config }) => {
          if (devices) throw new Refusal('out-of-order');
          const made = await options.makeDevices(config, { directory, clock, log });
          devices = made;
          for (const device of made) device.onHealth((health) => onHealth(device.kind, health));
          const eidClient = deviceOf(made, 'eid');
          eid = createEidDesk(eidClient, (event) => peer?.notify('eid.event', event));
          eidClient?.onCard((card) => {
            isCardPresent = card.present;
            peer?.notify('eid.card', card);
          });
          scan = createScanDesk(deviceOf(made, 'scanner'), (progress) => peer?.notify('scan.progress', progress));
          page = createPageDesk(deviceOf(made, 'page-printer'), (progress) => peer?.notify('page.progress', progress));
          deviceOf(made, 'code-reader')?.onCode((read) => peer?.notify('code.read', read));
          keypad = deviceOf(made, 'keypad');
          keypad?.onKey(({ action, pressed }) => {
            if (pressed) peer?.notify('keypad.key', { key: action });
          });
          keypad?.onHeadset((state) => peer?.notify('keypad.headset', { state }));
          await listen(socket);
          return {};
        },
        activate: () => {
          if (!devices) throw new Refusal('out-of-order');
          if (isActive) return {};
          isActive = true;
          for (const device of devices) {
            device.open();
            onHealth(device.kind, device.health());
            log.event('debug', 'attended.opened', { device: code(device.kind) });
          }
          return {};
        },
        'check-health': async ({ device: kind }) => {
          const device = devices?.find((candidate) => candidate.kind === kind);
          if (!device) throw new Refusal('no-device');
          return device.checkHealth();
        },
      },
      notifications: {},
    },
    async close() {
      eid?.cancel();
      scan?.cancel();
      page?.cancel();
      peer?.close('host-ends');
      await Promise.all([
        ...(devices ?? []).map((device) => device.close()),
        new Promise((done) => server.close(done)),
      ]);
    },
  };
}
