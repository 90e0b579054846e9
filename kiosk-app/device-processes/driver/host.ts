import { tmpdir } from 'node:os';
import type { PaymentTerminal } from '../../../device-drivers/payment/contract.ts';
import type { AnyDevice } from '../../../device-drivers/registry.ts';
import type { Timer } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { DELAYS } from '../delays.ts';
import type { DeviceHost, DeviceHostSurroundings } from '../device-process.ts';
import type { MakeDevices } from '../make-devices.ts';
import type { driverParentSide, driverSide } from './contract.ts';

export interface DriverHostOptions extends DeviceHostSurroundings<typeof driverParentSide> {
  readonly makeDevices: MakeDevices;
}

/** Runs one device for the terminal. */
export function createDriverHost(options: DriverHostOptions): DeviceHost<typeof driverSide> {
  const { clock, log, parent } = options;
  let device: AnyDevice | null = null;
  let told = '';
  let look: Timer;

  function tell(): void {
    if (!device) return;
    const lastReceipt = device.kind === 'payment' ? device.lastReceipt() : null;
    const state = { health: device.health(), lastReceipt, statistics: device.statistics() };
    const text = JSON.stringify(state);
    if (text === told) return;
    told = text;
    parent().notify('state', state);
  }

  function lookAgain(): void {
    look = clock.setTimeout(() => {
      tell();
      lookAgain();
    }, DELAYS.stateLookEvery);
  }

  function started(): AnyDevice {
    if (!device) throw new Refusal('out-of-order');
    return device;
  }

  function payment(): PaymentTerminal {
    const own = started();
    if (own.kind !== 'payment') throw new Refusal('no-device');
    return own;
  }

  /** The terminal must know the state that goes with an answer before it acts on the answer. */
  async function telling<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } finally {
      tell();
    }
  }

  const hooks = (callId: number) => ({
    onProgress: (progress: Parameters<Parameters<PaymentTerminal['authorise']>[1]['onProgress']>[0]) =>
      parent().notify('payment.progress', { callId, progress }),
    commit: async (record: Parameters<Parameters<PaymentTerminal['authorise']>[1]['commit']>[0]) => {
      await parent().call('payment.commit', { callId, record }, DELAYS.commitWithin);
    },
  });

  return {
    handlers: {
      methods: {
        start: async ({ devices, statistics }) => {
          if (device) throw new Refusal('out-of-order');
          const [made] = await options.makeDevices(devices, { clock, log, statistics, directory: tmpdir() });
          if (!made) throw new Refusal('invalid-devices');
          device = made;
          if (device.kind === 'payment') {
            device.onUnsolicited(async (report) => {
              await parent().call('payment.unsolicited', { report }, DELAYS.commitWithin);
            });
          }
          device.onHealth(tell);
          device.open();
          tell();
          lookAgain();
          return {};
        },
        ping: () => ({}),
        'check-health': () => telling(started().checkHealth()),
        'payment.authorise': ({ callId, ...request }) => telling(payment().authorise(request, hooks(callId))),
        'payment.recover': ({ callId, request }) => telling(payment().recover(request, hooks(callId))),
        'payment.reverse': ({ callId, record }) => telling(payment().reverse(record, hooks(callId))),
        'payment.end-of-day': ({ callId }) => telling(payment().endOfDay(hooks(callId))),
        print: ({ document }) => {
          const own = started();
          if (own.kind !== 'receipt-printer') throw new Refusal('no-device');
          return telling(own.print(document));
        },
      },
      notifications: {
        'payment.abort': () => {
          if (device?.kind === 'payment') device.abort();
        },
      },
    },
    async close() {
      clock.clearTimeout(look);
      await device?.close();
    },
  };
}
