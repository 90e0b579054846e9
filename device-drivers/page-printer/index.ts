import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Clock } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import type { Log } from '../../foundation/log.ts';
import type { DeviceStatistics } from '../contract.ts';
import type { Tap } from '../recording/tap.ts';
import type { PagePrinter } from './contract.ts';
import { IppPagePrinter } from './driver.ts';
import { type HttpTarget, type Post, postIpp, targetOf } from './transport/http.ts';
import { tappedPost } from './transport/tapped-post.ts';

export interface IppPagePrinterOptions {
  /**
   * `ipp://` or `ipps://` address of the printer, or of a CUPS queue in front of it
   * (`ipp://127.0.0.1:631/printers/page`, set up as in cups.md).
   */
  readonly uri: string;
  readonly clock: Clock;
  readonly log: Log;
  /** PEM of the authority or certificate that an `ipps://` printer must show; without it the system's authorities count. */
  readonly ca?: string;
  /** The same from a file; one that cannot be read leaves the printer `not-trusted`. */
  readonly caFile?: string | null;
  /**
   * User name of the jobs, by which the driver finds and withdraws its own. Where several terminals share a printer,
   * each needs its own; the default holds the machine's name.
   */
  readonly user?: string;
  /** PWG 5101.1 name of the paper; the default is A4. Not sent to printers that do not list it. */
  readonly media?: string;
  /** What `statistics()` said before the last end of the terminal. */
  readonly statistics?: DeviceStatistics;
  /** Records the line (device-drivers/recording). */
  readonly tap?: Tap | undefined;
  /** For tests: instead of HTTP. */
  readonly post?: Post;
}

/**
 * A page printer that speaks IPP. Call `open()` to bring it into service.
 * @throws Refusal `bad-printer-uri` for anything but ipp and ipps addresses
 */
export function createIppPagePrinter(options: IppPagePrinterOptions): PagePrinter {
  const { uri, clock, log, tap, media = 'iso_a4_210x297mm', statistics = {} } = options;
  const target = targetOf(uri);
  if (!target) throw new Refusal('bad-printer-uri');
  const user = options.user ?? `terminal-${hostname()}`;
  const line = options.post ?? postIpp;
  const post = tap ? tappedPost(line, tap) : line;
  const trusting = { ...target, ...trustOf(options) };
  return new IppPagePrinter({ target: trusting, uri, user, media, clock, log, statistics, post });
}

/** A file that cannot be read trusts nobody: the other devices of the terminal must not suffer from it. */
function trustOf({ ca, caFile }: Pick<IppPagePrinterOptions, 'ca' | 'caFile'>): Pick<HttpTarget, 'ca' | 'distrusts'> {
  if (ca !== undefined) return { ca };
  if (!caFile) return {};
  try {
    return { ca: readFileSync(caFile, 'utf8') };
  } catch (thrown) {
    return { distrusts: reasonOf(thrown) };
  }
}
