import { z } from 'zod';
import { ColourPair, PictureFile } from '../../../config/schema/branding.ts';
import { Hours } from '../../../config/schema/hours.ts';
import { NameDisplay } from '../../../config/schema/names.ts';
import { ServiceDefinition } from '../../../config/schema/service.ts';
import { SituationsShown } from '../../../config/schema/topics.ts';
import { WebPortalRules } from '../../../config/schema/web-portal.ts';
import { DeviceKind } from '../../../device-drivers/contract.ts';
import { ScanProfile } from '../../../device-drivers/scanner/contract.ts';
import { OPEN_PLACE, PlaceNow } from './place.ts';

/** By kind whether it can be used now, and why not; `null` or missing: the place does not have it. */
export const DeviceStates = z.partialRecord(
  DeviceKind,
  z.strictObject({ usable: z.boolean(), reason: z.string().max(60).nullable() }).nullable(),
);
export type DeviceStates = z.infer<typeof DeviceStates>;

/** Which services cannot be delivered now. */
export const PortalStates = z.record(z.string(), z.enum(['up', 'down']));

export const StartParams = z.strictObject({
  sessionId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Addresses allowed to frame the UI; empty in a real kiosk. Only the demo's page shell needs one. */
  frameAncestors: z.array(z.string()).max(2),
  /** Directory of the built UI. */
  uiDirectory: z.string(),
  /** Socket of the attended-device host of this session. */
  attendedSocket: z.string(),
  site: z.strictObject({
    id: z.string(),
    production: z.boolean(),
    municipality: z.string().describe('Text key'),
    location: z.string().describe('Text key'),
    imprint: z.string().describe('Text key'),
    statusPage: z.string().nullable().default(null),
    phone: z.string(),
    helpDesk: z.string().nullish().describe('Text key: where a person is to be found'),
    timeZone: z.string().max(60).default('Europe/Berlin').describe('IANA name'),
    openingHours: Hours.shape.openingHours,
    look: z
      .strictObject({ logo: PictureFile.nullable(), bar: ColourPair.nullable(), accent: ColourPair.nullable() })
      .default({ logo: null, bar: null, accent: null }),
    languages: z.array(z.strictObject({ code: z.string(), name: z.string(), dir: z.enum(['ltr', 'rtl']) })),
    scanProfiles: z.array(ScanProfile),
    eidService: z.strictObject({ url: z.string(), caPem: z.string().nullable() }).nullable(),
    /** Asked by the session first: what somebody mistyped is no reference, and never reaches the terminal. */
    billRegister: z.strictObject({ url: z.string() }).nullish(),
    /** People can pay on their own telephone. */
    paysOnline: z.boolean().default(false),
    /** Asked by the session itself wherever a person is named. */
    appointments: z.strictObject({ url: z.string(), page: z.string().nullable() }).nullish(),
    /** Asked by the session itself: the terminal hears no number of a document. */
    documentStatus: z.strictObject({ url: z.string() }).nullish(),
    /** The relay that telephones of citizens reach; the key is this terminal's. `link`: for more than wallets. */
    phoneRelay: z
      .strictObject({
        url: z.string(),
        accessKey: z.string(),
        caPem: z.string().nullable(),
        link: z.boolean(),
      })
      .nullish(),
    /** What the session needs to ask a wallet itself: PEM and JWT texts. The keys stay in its memory. */
    wallet: z
      .strictObject({
        accessCertificatePem: z.string(),
        accessKeyPem: z.string(),
        registrationCertificate: z.string(),
        trustListPems: z.array(z.string()),
      })
      .nullish(),
    /** Web sites that services open, by name. `caPem`: of a site that the system does not trust; tests only. */
    web: z.record(z.string(), WebPortalRules.extend({ caPem: z.string().nullable() })).nullish(),
    names: NameDisplay.default('as-told'),
    situations: SituationsShown,
    payees: z.record(z.string(), z.string()).default({}).describe('Names of the payees, by their keys'),
  }),
  services: z.array(ServiceDefinition),
  /** Schema texts by service id: the session validates its structured data before sealing it. */
  dataSchemas: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.record(z.string(), z.string())).describe('language → key → text'),
  devices: DeviceStates,
  portals: PortalStates,
  place: PlaceNow.default(OPEN_PLACE),
});
/** What a session is told to reach telephones with. */
export type PhoneRelayStart = NonNullable<z.output<typeof StartParams>['site']['phoneRelay']>;
/** What a session is told to ask wallets with. */
export type WalletStart = NonNullable<z.output<typeof StartParams>['site']['wallet']>;
export type StartParams = z.input<typeof StartParams>;
