import type { SiteDefinition } from '../../config/schema/site.ts';
import { createCodeReader } from '../../device-drivers/code-reader/index.ts';
import type { Device, DeviceKind } from '../../device-drivers/contract.ts';
import { createEidClient } from '../../device-drivers/eid/index.ts';
import { createKeypad } from '../../device-drivers/keypad/index.ts';
import { createIppPagePrinter } from '../../device-drivers/page-printer/index.ts';
import { createZvtPaymentTerminal, createZvtSerialPaymentTerminal } from '../../device-drivers/payment/index.ts';
import { createPresenceSensor } from '../../device-drivers/presence/index.ts';
import { createEscPosFilePrinter, createEscPosPrinter } from '../../device-drivers/receipt-printer/index.ts';
import type { Protocol, Tap } from '../../device-drivers/recording/index.ts';
import { createScanimageScanner } from '../../device-drivers/scanner/index.ts';
import { createSmartCardReader } from '../../device-drivers/smart-card/index.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';

/** A device as the site file names it. */
export interface ConfiguredDevice {
  readonly kind: DeviceKind;
  readonly protocol: string;
  /** Where it is: host and port, device file, program. Never a password. */
  readonly address: string;
  /** What its line is recorded as. */
  readonly recordedAs: Protocol;
  /** @throws Refusal if the driver cannot make anything of the configuration (`unknown-deviation`, `bad-printer-uri`) */
  create(surroundings: Surroundings): Device;
}

export interface Surroundings {
  /** Private and erased afterwards: the home of an AusweisApp, pages of a feeder. */
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly tap?: Tap | undefined;
}

type Site<K extends keyof SiteDefinition['devices']> = NonNullable<SiteDefinition['devices'][K]>;

/** All devices a site has, in the order in which a technician walks along the terminal. */
export function configuredDevices({ devices }: SiteDefinition): ConfiguredDevice[] {
  const { payment, receiptPrinter, pagePrinter, eid, scanner, codeReader, keypad, smartCard, presence } = devices;
  const configured: (ConfiguredDevice | null)[] = [
    payment && paymentTerminal(payment),
    receiptPrinter && receiptPrinterOf(receiptPrinter),
    pagePrinter && {
      kind: 'page-printer',
      protocol: pagePrinter.protocol,
      address: pagePrinter.uri,
      recordedAs: 'ipp',
      create: ({ clock, log, tap }) => createIppPagePrinter({ ...pagePrinter, clock, log, tap }),
    },
    eid && {
      kind: 'eid',
      protocol: 'ausweisapp-sdk',
      address: eid.client.kind === 'connect' ? eid.client.url : eid.client.command,
      recordedAs: 'ausweisapp-sdk',
      create: (surroundings) => createEidClient({ client: eid.client, ...surroundings }),
    },
    scanner && {
      kind: 'scanner',
      protocol: 'sane',
      address: scanner.device,
      recordedAs: 'scanimage',
      create: (surroundings) => createScanimageScanner({ ...scanner, ...surroundings }),
    },
    codeReader && {
      kind: 'code-reader',
      protocol: `code-reader-${codeReader.protocol}`,
      address: codeReader.path,
      recordedAs: codeReader.protocol === 'hid-pos' ? 'code-reader-hid-pos' : 'code-reader-lines',
      create: ({ clock, log, tap }) => createCodeReader({ ...codeReader, clock, log, tap }),
    },
    keypad && {
      kind: 'keypad',
      protocol: 'hid-keyboard',
      address: keypad.path,
      recordedAs: 'keypad-hid',
      create: ({ clock, log, tap }) => createKeypad({ ...keypad, clock, log, tap }),
    },
    smartCard && {
      kind: 'smart-card',
      protocol: smartCard.protocol,
      address: smartCard.reader ?? 'pcscd',
      recordedAs: 'pcsc',
      create: ({ clock, log, tap }) =>
        createSmartCardReader({ socket: smartCard.socket, reader: smartCard.reader, clock, log, tap }),
    },
    presence && {
      kind: 'presence',
      protocol: presence.protocol,
      address: presence.directory,
      recordedAs: 'iio',
      create: ({ clock, log, tap }) => createPresenceSensor({ ...presence, clock, log, tap }),
    },
  ];
  return configured.filter((device) => device !== null);
}

function paymentTerminal(config: Site<'payment'>): ConfiguredDevice {
  const { password, deviations, timeZone } = config;
  // The end of day is the terminal's business: a technician's look must not close anybody's books.
  const common = { password, deviations, timeZone, endOfDayAt: null };
  return {
    kind: 'payment',
    protocol: config.protocol,
    address: config.protocol === 'zvt-tcp' ? `${config.host}:${config.port}` : config.path,
    recordedAs: config.protocol,
    create: ({ clock, log, tap }) =>
      config.protocol === 'zvt-tcp'
        ? createZvtPaymentTerminal({ ...common, host: config.host, port: config.port, clock, log, tap })
        : createZvtSerialPaymentTerminal({ ...common, path: config.path, baudRate: config.baudRate, clock, log, tap }),
  };
}

function receiptPrinterOf(config: Site<'receiptPrinter'>): ConfiguredDevice {
  const { paperWidth, codePage } = config;
  return {
    kind: 'receipt-printer',
    protocol: config.protocol,
    address: config.protocol === 'escpos-tcp' ? `${config.host}:${config.port}` : config.path,
    recordedAs: 'escpos',
    create: ({ clock, log, tap }) =>
      config.protocol === 'escpos-tcp'
        ? createEscPosPrinter({ host: config.host, port: config.port, paperWidth, codePage, clock, log, tap })
        : createEscPosFilePrinter({ path: config.path, paperWidth, codePage, clock, log, tap }),
  };
}
