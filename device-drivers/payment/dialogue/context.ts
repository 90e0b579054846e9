import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import type { Charset } from '../codec/index.ts';
import type { PaymentDelays } from '../delays.ts';
import type { Deviation } from '../deviations.ts';
import type { Statistics } from '../statistics.ts';
import type { Requests } from './requests.ts';

/** What every procedure of the driver works with. */
export interface ZvtContext {
  readonly clock: Clock;
  readonly log: Log;
  readonly delays: PaymentDelays;
  readonly requests: Requests;
  readonly deviations: ReadonlySet<Deviation>;
  readonly statistics: Statistics;
  /** Zone of the device's clock. */
  readonly timeZone: string;
  /** Set by a deviation; `null` where the device may say. */
  readonly forcedCharset: Charset | null;
}
