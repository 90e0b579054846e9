import { z } from 'zod';
import { DeviceKind, HealthCheckReport, ToldHealth } from '../../device-drivers/contract.ts';
import { HeadsetState, KEYPAD_ACTIONS } from '../../device-drivers/keypad/contract.ts';
import { side } from '../../foundation/rpc/contract.ts';
import { eidMethods, eidNotifications } from './attended/eid.ts';
import { pagePrintMethods, pagePrintNotifications } from './attended/page-print.ts';
import { scanMethods, scanNotifications } from './attended/scan.ts';

/**
 * Between a session and its attended-device host: the process that runs the drivers through which personal data
 * passes (eID client, scanner, code reader, page printer, keypad). It is started with the session, ends with it, and
 * listens on a UNIX socket in the session's own 0700 directory. Scan images and PINs take this way only; the terminal
 * never sees them.
 */

/** Answered by the host. */
export const attendedSide = side({
  methods: { ...eidMethods, ...scanMethods, ...pagePrintMethods },
  notifications: {},
});

/** Heard by the session. */
export const attendingSide = side({
  methods: {},
  notifications: {
    ...eidNotifications,
    ...scanNotifications,
    ...pagePrintNotifications,
    /** A key that went down. */
    'keypad.key': z.strictObject({ key: z.enum(KEYPAD_ACTIONS) }),
    /** Told at the start of every connection too. */
    'keypad.headset': z.strictObject({ state: HeadsetState }),
  },
});

/** What the host tells the terminal over its own IPC pipe: states, never content. */
export const hostSide = side({
  methods: {
    start: {
      params: z.strictObject({ socket: z.string(), directory: z.string(), devices: z.unknown() }),
      result: z.strictObject({}),
    },
    /** Opens the devices. A host that waits for its session has none open: most can be held by one process only. */
    activate: { params: z.strictObject({}), result: z.strictObject({}) },
    'check-health': {
      params: z.strictObject({ device: DeviceKind }),
      result: HealthCheckReport,
    },
  },
  notifications: {},
});
export const hostParentSide = side({
  methods: {},
  notifications: {
    health: ToldHealth.extend({ device: DeviceKind }),
  },
});
