import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { Tap } from '../recording/tap.ts';
import type { SmartCardReader } from './contract.ts';
import { DELAYS, type SmartCardDelays } from './delays.ts';
import { PcscSmartCardReader } from './driver.ts';

export { DELAYS as SMART_CARD_DELAYS } from './delays.ts';
export type { Technician, TechnicianEvent, TechnicianRefusal } from './technician-card/contract.ts';
export { TechnicianLogin, type TechnicianLoginOptions } from './technician-card/login.ts';

/** Where pcsc-lite listens on Debian. */
export const PCSCD_SOCKET = '/run/pcscd/pcscd.comm';

export interface CreateSmartCardReaderOptions {
  /** The PC/SC daemon's socket. */
  readonly socket?: string;
  /** Only readers whose name contains this; all if left out. */
  readonly reader?: string | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Records the line (device-drivers/recording). */
  readonly tap?: Tap | undefined;
  /** For tests on real processes. */
  readonly delays?: Partial<SmartCardDelays>;
}

/** The smart-card readers of a terminal, by PC/SC. */
export const createSmartCardReader = (options: CreateSmartCardReaderOptions): SmartCardReader =>
  new PcscSmartCardReader({
    socket: options.socket ?? PCSCD_SOCKET,
    reader: options.reader ?? null,
    delays: { ...DELAYS, ...options.delays },
    clock: options.clock,
    log: options.log,
    tap: options.tap,
  });
