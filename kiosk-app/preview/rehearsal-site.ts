import { readOffer } from '../../config/check/check-files.ts';
import { type SiteOffer, withOffer } from '../../config/schema/offer.ts';
import { SiteDefinition } from '../../config/schema/site.ts';
import { DeviceKind } from '../../device-drivers/contract.ts';
import { SiteDevices } from '../../device-drivers/registry.ts';
import { Refusal } from '../../foundation/errors.ts';
import type { DeviceStates, PhoneRelayStart, WalletStart } from '../channel/terminal/start.ts';
import type { ShownConfiguration } from '../terminal/sessions/start-params.ts';

/** Addresses that the schema asks for and that nobody ever calls (RFC 2606, section 2). */
export const NOWHERE = 'https://preview.invalid';

/**
 * An offer does not say which of its terminals can ask wallets: every rehearsed one can. None of this is read, for
 * `rehearsalWallet` is asked instead.
 */
const WALLET: WalletStart = {
  accessCertificatePem: '',
  accessKeyPem: '',
  registrationCertificate: '',
  trustListPems: [],
};

/** Wallets are asked by way of a relay; telephones are not linked in a rehearsal. */
const RELAY: PhoneRelayStart = { url: NOWHERE, accessKey: '', caPem: null, link: false };

/** What a machine would know of itself, around what the draft offers. */
function siteOf(offer: SiteOffer): SiteDefinition {
  const { destinations: _, ...offered } = offer;
  const machine = SiteDefinition.parse({
    ...offered,
    id: 'preview',
    terminalId: 'preview',
    production: false,
    devices: Object.fromEntries(Object.keys(SiteDevices.shape).map((kind) => [kind, null])),
    portals: {
      fitConnect: {
        tokenUrl: NOWHERE,
        destinationApi: NOWHERE,
        submissionApi: NOWHERE,
        clientId: 'preview',
        clientSecretEnv: 'PREVIEW_HAS_NONE',
        trustedRoots: null,
        deliveryServiceIssuer: NOWHERE,
        destinations: {},
      },
      eidService: { url: NOWHERE, caFile: null },
      billRegister: { url: NOWHERE },
      appointments: { url: NOWHERE, page: null },
      documentStatus: { url: NOWHERE },
    },
    hub: null,
  });
  return withOffer(machine, offer);
}

/**
 * The configuration that a terminal with these files would run.
 * @param files path → text, as the layers of the hub give them
 * @throws Refusal `has-faults`
 */
export function rehearsalConfiguration(files: Readonly<Record<string, string>>): ShownConfiguration {
  const read = readOffer(files);
  const [fault] = read.ok ? read.value.faults : read.error;
  if (!read.ok || fault) throw new Refusal('has-faults', fault?.reason);
  const { site, offer } = read.value;
  const { services, dataSchemas, texts, logo } = offer;
  return {
    site: siteOf(site),
    services,
    dataSchemas,
    texts,
    logo,
    eidServiceCaPem: null,
    webPortalCaPems: {},
    phoneRelay: RELAY,
    wallet: WALLET,
  };
}

const USABLE = { usable: true, reason: null };
/** Whatever a service may need is there and works; the copy on paper alone is not played. */
export const ALL_DEVICES: DeviceStates = Object.fromEntries(
  DeviceKind.exclude(['page-printer']).options.map((kind) => [kind, USABLE]),
);
