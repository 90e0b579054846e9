import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { Device, DeviceHealth } from '../../device-drivers/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { lineTransport } from '../../foundation/rpc/transports.ts';
import { type AttendedKind, attendedSide, attendingSide, type Headset, type hostSide } from '../channel/attended.ts';
import { AttendedDevices, type DeviceFactory, type Devices } from './devices.ts';
import { createEidDesk, type EidDesk } from './eid-desk.ts';
import { createPageDesk, type PageDesk } from './page-desk.ts';
import { createScanDesk, type ScanDesk } from './scan-desk.ts';

export interface AttendedHostOptions {
  readonly createDevices: DeviceFactory;
  readonly clock: Clock;
  readonly log: Log;
  readonly onHealth: (kind: AttendedKind, health: DeviceHealth) => void;
}

export interface AttendedHost {
  readonly handlers: Handlers<typeof hostSide>;
  close(): Promise<void>;
}

/** Runs the devices through which personal data passes, for exactly one session, on a socket in its own directory. */
export function createAttendedHost(options: AttendedHostOptions): AttendedHost {
  const { clock, log, onHealth } = options;
  let devices: Devices | null = null;
  let eid: EidDesk | null = null;
  let scan: ScanDesk | null = null;
  let page: PageDesk | null = null;
  const headset = (): Headset => devices?.keypad?.headset() ?? 'unknown';
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

  function all(): (Device & { kind: AttendedKind })[] {
    if (!devices) return [];
    const { eid, scanner, codeReader, pagePrinter, keypad } = devices;
    return [eid, scanner, codeReader, pagePrinter, keypad].filter((device) => device !== null);
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
          const parsed = AttendedDevices.safeParse(config);
          if (!parsed.success) throw new Refusal('invalid-devices', parsed.error.issues[0]?.path.join('.'));
          devices = options.createDevices(parsed.data, directory);
          eid = createEidDesk(devices.eid, (event) => peer?.notify('eid.event', event));
          scan = createScanDesk(devices.scanner, (progress) => peer?.notify('scan.progress', progress));
          page = createPageDesk(devices.pagePrinter, (progress) => peer?.notify('page.progress', progress));
          for (const device of all()) device.onHealth((health) => onHealth(device.kind, health));
          devices.eid?.onCard((card) => {
            isCardPresent = card.present;
            peer?.notify('eid.card', card);
          });
          devices.codeReader?.onCode(({ text, symbology }) =>
            peer?.notify('code.read', { text: text.slice(0, 4000), symbology: symbology?.slice(0, 8) ?? null }),
          );
          devices.keypad?.onKey(({ action, pressed }) => {
            if (pressed) peer?.notify('keypad.key', { key: action });
          });
          devices.keypad?.onHeadset((state) => peer?.notify('keypad.headset', { state }));
          await listen(socket);
          return {};
        },
        activate: () => {
          if (!devices) throw new Refusal('out-of-order');
          if (isActive) return {};
          isActive = true;
          for (const device of all()) {
            device.open();
            onHealth(device.kind, device.health());
            log.event('debug', 'attended.opened', { device: code(device.kind) });
          }
          return {};
        },
        'check-health': async ({ device: kind }) => {
          const device = all().find((candidate) => candidate.kind === kind);
          if (!device) throw new Refusal('no-device');
          const { passed, steps } = await device.checkHealth();
          return { passed, steps: steps.map((step) => ({ ...step })) };
        },
      },
      notifications: {},
    },
    async close() {
      eid?.cancel();
      scan?.cancel();
      page?.cancel();
      peer?.close('host-ends');
      await Promise.all([...all().map((device) => device.close()), new Promise((done) => server.close(done))]);
    },
  };
}
