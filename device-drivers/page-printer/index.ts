import { hostname } from 'node:os';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { DeviceStatistics } from '../contract.ts';
import type { PagePrinter } from './contract.ts';
import { IppPagePrinter } from './driver.ts';
import { targetOf } from './http.ts';

export interface IppPagePrinterOptions {
  /**
   * `ipp://` or `ipps://` address of the printer, or of a CUPS queue in front of it
   * (`ipp://127.0.0.1:631/printers/page`, set up as in cups.md).
   */
  readonly uri: string;
  readonly clock: Clock;
  readonly log: Log;
  /** PEM of the authority or certificate that an `ipps://` printer must show. */
  readonly ca?: string;
  /**
   * User name of the jobs, by which the driver finds and withdraws its own. Where several terminals share a printer,
   * each needs its own; the default holds the machine's name.
   */
  readonly user?: string;
  /** PWG 5101.1 name of the paper; the default is A4. Not sent to printers that do not list it. */
  readonly media?: string;
  /** What `statistics()` said before the last end of the terminal. */
  readonly statistics?: DeviceStatistics;
}

/**
 * A page printer that speaks IPP. Call `open()` to bring it into service.
 * @throws Refusal `bad-printer-uri` for anything but ipp and ipps addresses
 */
export function createIppPagePrinter(options: IppPagePrinterOptions): PagePrinter {
  const { uri, clock, log, ca, media = 'iso_a4_210x297mm', statistics = {} } = options;
  const target = targetOf(uri, ca);
  if (!target) throw new Refusal('bad-printer-uri');
  const user = options.user ?? `terminal-${hostname()}`;
  return new IppPagePrinter({ target, uri, user, media, clock, log, statistics });
}
