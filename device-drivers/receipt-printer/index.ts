import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { DeviceStatistics } from '../contract.ts';
import type { Tap } from '../recording/tap.ts';
import type { CodePage } from './codec/charset.ts';
import type { ReceiptPrinter } from './contract.ts';
import { EscPosPrinter } from './driver.ts';
import { FORMATS, type PaperWidth } from './layout/geometry.ts';
import type { Logo } from './layout/logo.ts';
import { type Dial, dialDeviceFile, dialTcp } from './transport/link.ts';
import { tappedDial } from './transport/tapped-dial.ts';

export { type Logo, loadLogo } from './layout/logo.ts';
export { fillTemplate, ReceiptTemplate, type TemplateData, type TemplateError } from './receipt-text/template.ts';

interface Common {
  /** Millimetres. */
  readonly paperWidth: PaperWidth;
  /** Of those the printer has, the one with most letters; `windows1252` unless said. */
  readonly codePage?: CodePage;
  readonly clock: Clock;
  readonly log: Log;
  /** By the name used in templates; see `loadLogo`. */
  readonly logos?: ReadonlyMap<string, Logo>;
  /** What `statistics()` said before the last end of the terminal. */
  readonly statistics?: DeviceStatistics;
  /** Hears every byte of the line, for recordings. */
  readonly tap?: Tap | undefined;
}

export interface EscPosPrinterOptions extends Common {
  readonly host: string;
  /** Usually 9100. */
  readonly port: number;
}

/** An ESC/POS receipt printer on the network. Call `open()` to bring it into service. */
export const createEscPosPrinter = ({ host, port, ...common }: EscPosPrinterOptions): ReceiptPrinter =>
  create(dialTcp(host, port, common.clock), common);

/** The same on a device file: /dev/usb/lp0, or a serial port that the system has set to raw mode. */
export const createEscPosFilePrinter = ({ path, ...common }: Common & { readonly path: string }): ReceiptPrinter =>
  create(dialDeviceFile(path), common);

function create(dial: Dial, options: Common): ReceiptPrinter {
  const { paperWidth, codePage = 'windows1252', clock, log, logos = new Map(), statistics = {}, tap } = options;
  return new EscPosPrinter({
    dial: tap ? tappedDial(dial, tap) : dial,
    format: { ...FORMATS[paperWidth], codePage },
    clock,
    log,
    logos,
    statistics,
  });
}
