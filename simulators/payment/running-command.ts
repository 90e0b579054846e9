import { bcdNumber, findBmp, type ZvtFrame } from '../../device-drivers/payment/codec/index.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Behaviours } from './behaviours.ts';
import type { Ledger } from './ledger.ts';
import type { Desk } from './person-at-terminal.ts';
import type { EcrRegistration } from './registration.ts';
import type { Dialogue } from './terminal-connection.ts';

/** What the terminal's procedures work with during one command. */
export interface RunningCommand {
  readonly dialogue: Dialogue;
  readonly registration: EcrRegistration;
  readonly ledger: Ledger;
  readonly desk: Desk;
  readonly behaviours: Behaviours;
  readonly clock: Clock;
  /** Past this point a 06 B0 comes too late: the host has been asked. */
  goOnline(): void;
  isAborted(): boolean;
  pause(ms: number): Promise<void>;
}

/** BMP 04 in cents; `null` if missing or not BCD. */
export const amountOf = (frame: ZvtFrame): number | null => {
  const value = 'fields' in frame ? findBmp(frame.fields, 0x04) : null;
  return value && bcdNumber(value);
};
