import { z } from 'zod';
import { DeviceHealth, DeviceKind, DeviceStatistics, HealthCheckReport } from '../../device-drivers/contract.ts';
import { side } from '../../foundation/rpc/contract.ts';

/** The socket in the terminal's data directory; 0600, for the terminal's own system user (and root) only. */
export const CONTROL_SOCKET = 'control.sock';
/** unix(7): sun_path is 108 bytes with its NUL. */
export const LONGEST_SOCKET_PATH = 107;
/** Characters of one message: a health report is a few kilobytes. */
export const MAX_CONTROL_MESSAGE = 256 * 1024;

/**
 * What a technician's command on the machine itself may ask of the running terminal: the devices are the terminal's, and
 * most of them serve one program at a time. Answered by the terminal. Nothing in it is about a person.
 */
export const controlSide = side({
  methods: {
    'devices.list': {
      params: z.strictObject({}),
      result: z.strictObject({ devices: z.array(z.strictObject({ kind: DeviceKind, health: DeviceHealth })) }),
    },
    /**
     * Runs the device's own health check. Refuses with `in-service` while somebody is served or another test runs,
     * `no-device` for what the terminal does not drive, `not-ready` while no session stands.
     */
    'devices.test': {
      params: z.strictObject({ device: DeviceKind }),
      result: z.strictObject({ health: DeviceHealth, report: HealthCheckReport, statistics: DeviceStatistics }),
    },
  },
  notifications: {},
});

/** Answered by the command. */
export const controllingSide = side({ methods: {}, notifications: {} });
