import { z } from 'zod';
import { PayeeId, TextKey } from './service.ts';

const HostPort = z.strictObject({ host: z.string(), port: z.int().min(1).max(65535) });

const DeviceFile = z
  .string()
  .regex(/^\/./)
  .describe('Device file, best one of /dev/serial/by-id: it names the device, not the plug');
const BaudRate = z.union([z.literal(9_600), z.literal(115_200)]).default(9_600);
const PaperWidth = z.union([z.literal(58), z.literal(80)]).describe('Millimetres');
const CodePage = z
  .enum(['windows1252', 'cp858', 'cp437'])
  .default('windows1252')
  .describe('Of those the printer has (its self-test prints them): ESC t 16 WPC1252, 19 PC858, 0 PC437');
const HID_ADDRESS = /^[0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}$/;
const HOST_PORT = /^[\w.-]+:\d{1,5}$/;
/** device-drivers/keypad/contract.ts, KeyMeaning. */
const KeyMeaning = z.enum([
  'up',
  'down',
  'left',
  'right',
  'select',
  'back',
  'home',
  'help',
  'repeat',
  'volume-up',
  'volume-down',
  'faster',
  'slower',
  'headset-plugged',
  'headset-unplugged',
]);

const TimeZone = z.string().refine(isTimeZone, 'not a time zone');

/** What a ZVT payment terminal needs on any line. */
const Payment = {
  password: z.string().regex(/^\d{6}$/),
  deviations: z.array(z.string()).default([]),
  endOfDayAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null)
    .describe('"HH:MM" in timeZone: closes the day by itself; null leaves it to the device or to staff'),
  timeZone: TimeZone.default('Europe/Berlin').describe("Of the device's clock"),
};

const PaymentCallback = z
  .strictObject({
    address: z.ipv4().default('127.0.0.1').describe("Own address on the payment terminal's network"),
    port: z.int().min(1).max(65535).default(20_008),
  })
  .nullable()
  .default(null)
  .describe('Where the payment terminal may open connections to us; null listens nowhere');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * Everything one terminal needs to know of its place: who runs it, which services it offers, which devices it has,
 * where the portals are. The demo's addresses are filled in when it picks its ports.
 */
export const SiteDefinition = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
  terminalId: z.string().regex(/^[A-Za-z0-9-]{3,40}$/),
  production: z.boolean().describe('true refuses every setting that is only good for tests'),
  municipality: z.strictObject({
    name: TextKey,
    location: TextKey,
    imprint: TextKey,
    statusPage: z
      .url()
      .nullable()
      .default(null)
      .describe(
        'Page on which a case can be looked up, {caseNumber} is replaced; the QR code leads there, null prints none',
      ),
    phone: z.string(),
    postalCodes: z
      .array(z.string().regex(/^\d{5}$/))
      .default([])
      .describe('Of the municipality: who lives there. Empty: where a service asks for residence, it is not checked'),
    helpDesk: TextKey.nullable()
      .default(null)
      .describe('Where a person is to be found when nobody comes: one sentence; null where there is nobody on site'),
  }),
  timeZone: TimeZone.default('Europe/Berlin').describe(
    'Of the place: screen, slip, document and hub write times in it',
  ),
  languages: z.array(z.strictObject({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })).min(1),
  services: z.array(z.string()).describe('Ids, in the order of the catalogue'),
  devices: z.strictObject({
    payment: z
      .discriminatedUnion('protocol', [
        z.strictObject({ protocol: z.literal('zvt-tcp'), ...HostPort.shape, ...Payment, callback: PaymentCallback }),
        z.strictObject({ protocol: z.literal('zvt-serial'), path: DeviceFile, baudRate: BaudRate, ...Payment }),
      ])
      .nullable(),
    receiptPrinter: z
      .discriminatedUnion('protocol', [
        z.strictObject({
          protocol: z.literal('escpos-tcp'),
          ...HostPort.shape,
          paperWidth: PaperWidth,
          codePage: CodePage,
        }),
        z.strictObject({
          protocol: z.literal('escpos-file'),
          path: DeviceFile,
          paperWidth: PaperWidth,
          codePage: CodePage,
        }),
      ])
      .nullable(),
    eid: z
      .strictObject({
        /** `start` runs the installed AusweisApp for each session; `connect` uses one that listens already. */
        client: z.discriminatedUnion('kind', [
          z.strictObject({
            kind: z.literal('start'),
            command: z.string(),
            builtInSimulatorCard: z.boolean().default(false),
          }),
          z.strictObject({ kind: z.literal('connect'), url: z.string() }),
        ]),
      })
      .nullable(),
    scanner: z
      .strictObject({
        command: z.string().describe('scanimage or a program with the same command line'),
        device: z.string(),
        environment: z.record(z.string(), z.string()).default({}),
      })
      .nullable(),
    codeReader: z
      .strictObject({
        protocol: z.enum(['serial', 'tcp', 'hid-pos']),
        path: z
          .string()
          .describe('serial: device file; tcp: host:port; hid-pos: vendor:product:usage page in hexadecimal'),
      })
      .nullable(),
    keypad: z
      .strictObject({
        protocol: z.enum(['hid', 'tcp']).default('hid').describe('tcp: HID input reports from a device server'),
        path: z.string().describe('hid: vendor:product:usage page in hexadecimal; tcp: host:port'),
        keyMap: z.record(z.string().regex(/^[0-9a-f]{2}$/), KeyMeaning),
      })
      .refine(
        ({ protocol, path }) => (protocol === 'hid' ? HID_ADDRESS : HOST_PORT).test(path),
        'the path does not fit the protocol',
      )
      .nullable()
      .default(null)
      .describe('Assistive keypad; keyMap: usage of the keyboard page (two hexadecimal digits) to what the key does'),
    pagePrinter: z
      .strictObject({
        protocol: z.literal('ipp'),
        uri: z.string().regex(/^ipps?:\/\/./),
        caFile: z
          .string()
          .regex(/^\/./)
          .nullable()
          .default(null)
          .describe('PEM of the authority, or of the certificate an ipps printer made for itself'),
      })
      .nullable()
      .default(null),
    presence: z
      .strictObject({
        protocol: z.literal('iio'),
        directory: z.string().regex(/^\/./).describe('/sys/bus/iio/devices/iio:deviceN, or a link to it'),
        kind: z.enum(['proximity', 'distance']),
        index: z.int().min(0).max(15).nullable().default(null).describe('Channel number where there are several'),
        near: z
          .number()
          .positive()
          .nullable()
          .default(null)
          .describe("proximity: this and above is somebody, null takes the device's near level; distance: metres"),
      })
      .nullable()
      .default(null)
      .describe('Tells whether somebody stands there: the screen is covered at once when not'),
    smartCard: z
      .strictObject({
        protocol: z.literal('pcsc'),
        socket: z.string().regex(/^\/./).default('/run/pcscd/pcscd.comm').describe("The PC/SC daemon's socket"),
        reader: z.string().min(1).nullable().default(null).describe('Part of the reader’s name; null takes all'),
      })
      .nullable()
      .default(null)
      .describe("Where technicians lay their card; may be the eID client's reader, which is left alone while in use"),
  }),
  payees: z
    .record(
      PayeeId,
      z.strictObject({
        name: z.string().min(1).max(70).describe('As on the statement of account'),
        iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/),
        bic: z
          .string()
          .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/)
          .nullable()
          .default(null),
      }),
    )
    .default({})
    .describe('Whose money is taken here: the accounts the treasury reconciles'),
  retention: z
    .strictObject({
      journalDays: z.int().min(1).max(3660).default(3650).describe('Entries of settled acts are erased after this'),
      undeliverableDays: z
        .int()
        .min(1)
        .max(366)
        .default(90)
        .describe('Ciphertext that could not be delivered is kept so long for staff'),
    })
    .prefault({})
    .describe('How long what is not personal stays; what is personal never stays'),
  scanProfiles: z.array(
    z.strictObject({
      id: z.string(),
      source: z.enum(['flatbed', 'feeder']),
      mode: z.enum(['color', 'gray']),
      resolution: z.int().min(75).max(600),
      page: z.strictObject({ width: z.number(), height: z.number() }),
      cleanUp: z.boolean(),
    }),
  ),
  portals: z.strictObject({
    fitConnect: z.strictObject({
      tokenUrl: z.string(),
      destinationApi: z.string(),
      submissionApi: z.string(),
      clientId: z.string(),
      /** Name of the environment variable that holds the secret: secrets never stand in a file of the repo. */
      clientSecretEnv: z.string(),
      /** Subject-key hash pins or PEM file of the roots; null only in tests. */
      trustedRoots: z.string().nullable(),
      deliveryServiceIssuer: z
        .string()
        .describe('iss of events signed by the delivery service (its JWKS is fetched from there)'),
      destinations: z.record(z.string(), z.uuid()),
    }),
    eidService: z.strictObject({ url: z.string(), caFile: z.string().nullable() }).nullable(),
    billRegister: z.strictObject({ url: z.string() }).nullable(),
  }),
  technicians: z
    .array(
      z.strictObject({
        id: z
          .string()
          .regex(/^[a-z0-9-]{2,40}$/)
          .describe('No name: it stands in logs'),
        publicKey: z
          .string()
          .regex(/^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$/)
          .describe('P-256 key of the card: SubjectPublicKeyInfo, uncompressed, DER in base64'),
      }),
    )
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'an id twice')
    .default([])
    .describe('Whose card puts this terminal into maintenance'),
  hub: z
    .strictObject({ url: z.string(), directory: z.string().describe('Holds key, certificate and CA after enrolment') })
    .nullable(),
});
export type SiteDefinition = z.infer<typeof SiteDefinition>;
