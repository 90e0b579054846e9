import { z } from 'zod';
import { SiteDevices } from '../../device-drivers/registry.ts';
import { ScanProfile } from '../../device-drivers/scanner/contract.ts';
import { TimeZone } from '../../foundation/time/time-zone.ts';
import { Announcements } from './announcement.ts';
import { Branding } from './branding.ts';
import { PayeeId } from './fee.ts';
import { Hours } from './hours.ts';
import { NameDisplay } from './names.ts';
import { PaymentPortal } from './payment-portal.ts';
import { TextKey } from './text-key.ts';
import { SituationsShown } from './topics.ts';
import { PortalName, WebPortal } from './web-portal.ts';

/**
 * Everything one terminal needs to know of its place: who runs it, which services it offers, which devices it has,
 * where the portals are. The demo's addresses are filled in when it picks its ports.
 */
export const SiteDefinition = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{2,40}$/, 'id'),
  terminalId: z.string().regex(/^[A-Za-z0-9-]{3,40}$/, 'terminal-id'),
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
      .array(z.string().regex(/^\d{5}$/, 'postal-code'))
      .default([])
      .describe('Of the municipality: who lives there. Empty: where a service asks for residence, it is not checked'),
    helpDesk: TextKey.nullable()
      .default(null)
      .describe('Where a person is to be found when nobody comes: one sentence; null where there is nobody on site'),
  }),
  timeZone: TimeZone.default('Europe/Berlin').describe(
    'Of the place: screen, slip, document and hub write times in it',
  ),
  ...Hours.shape,
  announcements: Announcements,
  branding: Branding,
  names: NameDisplay.default('as-told'),
  languages: z.array(z.strictObject({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })).min(1),
  services: z.array(z.string()).describe('Ids, in the order of the catalogue'),
  situations: SituationsShown,
  devices: SiteDevices,
  payees: z
    .record(
      PayeeId,
      z.strictObject({
        name: z.string().min(1).max(70).describe('As on the statement of account'),
        iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/, 'iban'),
        bic: z
          .string()
          .regex(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/, 'bic')
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
  scanProfiles: z.array(ScanProfile),
  portals: z
    .strictObject({
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
        routing: z
          .strictObject({
            api: z.string().describe('Routing API, without its version'),
            selfServicePortal: z
              .string()
              .describe(
                'Portal that signs the addressing information of destinations (its JWKS is fetched from there)',
              ),
          })
          .nullable()
          .default(null)
          .describe('Finds the authority that is responsible for a place; needed by services that are routed so'),
      }),
      eidService: z.strictObject({ url: z.string(), caFile: z.string().nullable() }).nullable(),
      billRegister: z.strictObject({ url: z.string() }).nullable(),
      paymentPortal: PaymentPortal.nullable()
        .default(null)
        .describe('Pays on the citizen’s own telephone (XBezahldienste); null: by card only'),
      appointments: z
        .strictObject({
          url: z.string().describe('Citizen API of the appointment system, without what follows "citizen"'),
          page: z
            .string()
            .nullable()
            .default(null)
            .describe(
              'Address of its page for one appointment, {appointment} is replaced: the code on the slip leads there',
            ),
        })
        .nullable()
        .default(null)
        .describe('The appointment system of the municipality (open citizen API, as in Munich and Berlin)'),
      documentStatus: z
        .strictObject({ url: z.string() })
        .nullable()
        .default(null)
        .describe('Says whether an ordered document is ready, by its number'),
      phoneRelay: z
        .strictObject({
          url: z.string(),
          accessKeyEnv: z.string().describe('Environment variable with the key of this terminal at the relay'),
          caFile: z.string().nullable().default(null).describe('PEM; null: authorities that the system trusts'),
          link: z
            .boolean()
            .default(false)
            .describe('Photos from the telephone, and documents to take along on it; false: for wallets only'),
        })
        .nullable()
        .default(null)
        .describe('The phone relay, which telephones of citizens can reach: for wallets, photos, and taking along'),
      wallet: z
        .strictObject({
          accessCertificateFile: z.string().describe('PEM: who asks, the certificate itself first, then its chain'),
          accessKeyFile: z.string().describe('PEM, PKCS 8; readable by the terminal only'),
          registrationCertificateFile: z.string().describe('JWT: what may be asked for, and what for'),
          trustListFiles: z.array(z.string()).min(1).describe('PEM: roots of those who issue identities to wallets'),
        })
        .nullable()
        .default(null)
        .describe('EUDI wallets as a way to identify, beside the identity card; they need phoneRelay'),
      web: z
        .record(PortalName, WebPortal)
        .default({})
        .describe('Web sites that services of the kind web open, by name, and what of them may be loaded'),
    })
    .refine(({ wallet, phoneRelay }) => wallet === null || phoneRelay !== null, {
      error: 'wallet-needs-relay',
      path: ['phoneRelay'],
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
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'id-twice')
    .default([])
    .describe('Whose card puts this terminal into maintenance'),
  keyboards: z
    .array(z.string().regex(/^[0-9a-f]{4}:[0-9a-f]{4}$/))
    .optional()
    .describe(
      'Keyboards that belong here, vendor:product as lsusb shows them, each as often as there is one; a keypad of devices belongs to them. Any other that is attached is an alert. Left out: not watched',
    ),
  hub: z
    .strictObject({
      url: z.string().describe('Of the hub; its name stands in the certificate of the hub, whoever dials'),
      directory: z.string().describe('Holds key, certificate and CA after enrolment'),
      dial: z
        .discriminatedUnion('by', [
          z.strictObject({ by: z.literal('terminal') }),
          z.strictObject({ by: z.literal('hub'), host: z.string(), port: z.int().min(1).max(65_535) }),
          z.strictObject({
            by: z.literal('relay'),
            host: z.string(),
            port: z.int().min(1).max(65_535),
            token: z
              .string()
              .regex(/^[0-9a-f]{64}$/)
              .describe('The same as at the hub'),
          }),
        ])
        .optional()
        .describe('Who opens the connection: the terminal if left out; the hub, to this address; or both, to a relay'),
    })
    .nullable(),
});
export type SiteDefinition = z.infer<typeof SiteDefinition>;
