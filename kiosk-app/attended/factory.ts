import { createCodeReader } from '../../device-drivers/code-reader/index.ts';
import { createEidClient } from '../../device-drivers/eid/index.ts';
import { createKeypad } from '../../device-drivers/keypad/index.ts';
import { createIppPagePrinter } from '../../device-drivers/page-printer/index.ts';
import { tapsFromEnvironment } from '../../device-drivers/recording/index.ts';
import { createScanimageScanner } from '../../device-drivers/scanner/index.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import type { AttendedDevices, Devices } from './devices.ts';

export interface Surroundings {
  /** The session's private directory. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** The real drivers behind the site's configuration. */
export function createSiteDevices(config: AttendedDevices, surroundings: Surroundings): Devices {
  const { clock, log } = surroundings;
  const tap = tapsFromEnvironment(process.env, surroundings);
  return {
    eid: config.eid && createEidClient({ client: config.eid.client, ...surroundings, tap: tap('ausweisapp-sdk') }),
    scanner: config.scanner && createScanimageScanner({ ...config.scanner, ...surroundings, tap: tap('scanimage') }),
    codeReader:
      config.codeReader &&
      createCodeReader({
        ...config.codeReader,
        clock,
        log,
        tap: tap(config.codeReader.protocol === 'hid-pos' ? 'code-reader-hid-pos' : 'code-reader-lines'),
      }),
    pagePrinter: config.pagePrinter && createIppPagePrinter({ ...config.pagePrinter, clock, log, tap: tap('ipp') }),
    keypad: config.keypad && createKeypad({ ...config.keypad, clock, log, tap: tap('keypad-hid') }),
  };
}
