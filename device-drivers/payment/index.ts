import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Result } from '../../foundation/result.ts';
import type { DeviceStatistics } from '../contract.ts';
import type { Tap } from '../recording/tap.ts';
import { DELAYS, type PaymentDelays } from './delays.ts';
import { checkDeviations, forcedCharset } from './deviations.ts';
import type { ZvtContext } from './dialogue/context.ts';
import { createRequests } from './dialogue/requests.ts';
import { ZvtDriver, type ZvtPaymentTerminal } from './driver.ts';
import { Statistics } from './statistics.ts';
import { listenForCallbacks } from './transport/callback-port.ts';
import type { ByteChannel } from './transport/channel.ts';
import { type MakeLink, tcpLink } from './transport/link.ts';
import { connectSerial } from './transport/serial-channel.ts';
import { serialLink } from './transport/serial-link.ts';
import { tappedChannel } from './transport/tapped-channel.ts';
import { connectTcp } from './transport/tcp-channel.ts';

export { DEVIATIONS, type Deviation } from './deviations.ts';
export type { ZvtPaymentTerminal } from './driver.ts';

export interface ZvtOptions {
  /** Six digits: the device's cash-register password. */
  readonly password: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Names from `DEVIATIONS`. */
  readonly deviations?: readonly string[];
  /** Zone of the device's clock; default Europe/Berlin. */
  readonly timeZone?: string;
  /** Counts to go on from. */
  readonly statistics?: DeviceStatistics;
  /** Other delays than `DELAYS`, for tests on a real network. */
  readonly delays?: Partial<PaymentDelays>;
  /** Hears every byte of the line, for recordings. */
  readonly tap?: Tap | undefined;
}

export interface ZvtTcpOptions extends ZvtOptions {
  readonly host: string;
  /** 20007 on most devices. */
  readonly port: number;
  /** Where the device may open connections to us, if it is set up to: own address, and port (20008 on most). */
  readonly callback?: { readonly address: string; readonly port: number } | null;
}

/**
 * A payment terminal reached over TCP.
 * @throws Refusal `unknown-deviation`
 */
export function createZvtPaymentTerminal(options: ZvtTcpOptions): ZvtPaymentTerminal {
  const { host, port, clock } = options;
  const within = options.delays?.connect ?? DELAYS.connect;
  const { callback, log } = options;
  const delays = { ...DELAYS, ...options.delays };
  const listen: MakeCallback | null = callback
    ? (onConnection) => listenForCallbacks({ ...callback, from: host, clock, log, delays, onConnection })
    : null;
  return createZvtDriver(options, () => connectTcp(host, port, within, clock), tcpLink, listen);
}

export interface ZvtSerialOptions extends ZvtOptions {
  /** Device file, best one of /dev/serial/by-id. */
  readonly path: string;
  /** 9600 (default) or 115200, as set on the device. */
  readonly baudRate?: 9_600 | 115_200;
}

/**
 * A payment terminal on a serial line.
 * @throws Refusal `unknown-deviation`
 */
export function createZvtSerialPaymentTerminal(options: ZvtSerialOptions): ZvtPaymentTerminal {
  const { path, baudRate = 9_600, clock } = options;
  return createZvtDriver(options, () => connectSerial(path, baudRate, clock), serialLink);
}

type MakeCallback = NonNullable<ConstructorParameters<typeof ZvtDriver>[0]['callback']>;

/** The driver over any channel; the two factories above and tests are its only callers. */
export function createZvtDriver(
  options: ZvtOptions,
  connect: () => Promise<Result<ByteChannel, string>>,
  makeLink: MakeLink,
  callback: MakeCallback | null = null,
): ZvtPaymentTerminal {
  const deviations = checkDeviations(options.deviations ?? []);
  const context: ZvtContext = {
    clock: options.clock,
    log: options.log,
    delays: { ...DELAYS, ...options.delays },
    requests: createRequests(options.password, deviations),
    deviations,
    statistics: new Statistics(options.statistics),
    timeZone: options.timeZone ?? 'Europe/Berlin',
    forcedCharset: forcedCharset(deviations),
  };
  return new ZvtDriver({
    context,
    connect: options.tap ? tappedChannel(connect, options.tap) : connect,
    makeLink,
    callback,
  });
}
