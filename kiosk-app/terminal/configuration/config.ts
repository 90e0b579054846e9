import { join } from 'node:path';
import { checkOffer } from '../../../config/check/check-offer.ts';
import { type CheckedConfiguration, type ConfigurationFault, fault, readChecked } from '../../../config/check/fault.ts';
import { missingPortalFaults } from '../../../config/check/missing-portal-faults.ts';
import { unknownPortalFaults } from '../../../config/check/web-portal-faults.ts';
import { readSite } from '../../../config/layers/read-site.ts';
import type { PictureFile } from '../../../config/schema/branding.ts';
import { offerOf, SiteOffer, withOffer } from '../../../config/schema/offer.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { SiteDefinition } from '../../../config/schema/site.ts';
import type { ReceiptTemplate } from '../../../device-drivers/receipt-printer/receipt-text/template.ts';
import { Bug } from '../../../foundation/errors.ts';
import { err, ok } from '../../../foundation/result.ts';
import type { PhoneRelayStart, WalletStart } from '../../channel/terminal/start.ts';
import { readPem, readSecret, readText } from './site-files.ts';
import { readPhoneRelay, readWallet } from './wallet-files.ts';

/** Everything the terminal runs on; checked as a whole, so that no citizen finds a hole in it. */
export interface Configuration {
  readonly site: SiteDefinition;
  readonly services: readonly ServiceDefinition[];
  /** JSON Schema of the structured data, by service id. */
  readonly dataSchemas: Readonly<Record<string, unknown>>;
  /** language → key → text */
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Layout of the receipt, config/receipts/receipt.json. */
  readonly receipt: ReceiptTemplate;
  /** `null`: the arms of the sample. */
  readonly logo: PictureFile | null;
  readonly eidServiceCaPem: string | null;
  /** `null`: telephones are not reached from here. */
  readonly phoneRelay: PhoneRelayStart | null;
  /** By name of the web portal, where it has one. */
  readonly webPortalCaPems: Readonly<Record<string, string>>;
  /** `null`: this place asks no wallets. */
  readonly wallet: WalletStart | null;
  /** PEM of the roots that encryption keys of destinations must chain to; `null` only outside production. */
  readonly trustedRootsPem: string | null;
  readonly fitConnectSecret: string;
  /** Value of the header "Authorization" at the payment portal; `null`: none is sent. */
  readonly paymentPortalAuthorization: string | null;
}

export interface ConfigurationOptions {
  readonly siteFile: string;
  /** Holds services/, texts/, submission-schemas/, receipts/. */
  readonly directory: string;
  /** A `SiteOffer` that takes the place of those parts of the site file. Left out: the site file alone. */
  readonly offerFile?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Reads and checks the configuration; the first fault found is the answer. */
export function loadConfiguration(options: ConfigurationOptions): CheckedConfiguration<Configuration> {
  const { siteFile, directory } = options;
  const read = readSite(readText, siteFile);
  if (!read.ok) return err(read.error[0] ?? fault({ reason: 'invalid', file: siteFile }));
  const offered = options.offerFile ? readChecked(readText, options.offerFile, options.offerFile, SiteOffer) : null;
  if (offered && !offered.ok) return err(offered.error[0]);
  const site = offered ? withOffer(read.value.site, offered.value) : read.value.site;

  const checked = checkOffer(offerOf(site), {
    read: (path) => readText(join(directory, path)),
    name: (path) => join(directory, path),
    site: options.offerFile ?? siteFile,
  });
  const serviceFile = (id: string) => join(directory, `services/${id}.json`);
  const [missing] = missingPortalFaults(site, checked.offer.services, serviceFile);
  const [unnamed] = unknownPortalFaults(site, checked.offer.services, serviceFile);
  const first = checked.faults[0] ?? missing ?? unnamed ?? productionFault(site, siteFile);
  if (first) return err(first);
  const { services, dataSchemas, texts, receipt, logo } = checked.offer;
  if (!receipt) throw new Bug('a receipt without a fault is missing');

  const caPem = readPem(options, site.portals.eidService?.caFile ?? null, 'portals.eidService.caFile');
  if (!caPem.ok) return caPem;
  const webPortalCaPems: Record<string, string> = {};
  for (const [name, { caFile }] of Object.entries(site.portals.web)) {
    const pem = readPem(options, caFile, `portals.web.${name}.caFile`);
    if (!pem.ok) return pem;
    if (pem.value !== null) webPortalCaPems[name] = pem.value;
  }
  const roots = readPem(options, site.portals.fitConnect.trustedRoots, 'portals.fitConnect.trustedRoots');
  if (!roots.ok) return roots;
  const { clientSecretEnv } = site.portals.fitConnect;
  const secret = readSecret(options, clientSecretEnv, 'portals.fitConnect.clientSecretEnv');
  if (!secret.ok) return secret;
  const authorizationEnv = site.portals.paymentPortal?.authorizationEnv ?? null;
  const authorization =
    authorizationEnv === null
      ? ok(null)
      : readSecret(options, authorizationEnv, 'portals.paymentPortal.authorizationEnv');
  if (!authorization.ok) return authorization;
  const phoneRelay = readPhoneRelay(site.portals.phoneRelay, options);
  if (!phoneRelay.ok) return phoneRelay;
  const wallet = readWallet(site.portals.wallet, options);
  if (!wallet.ok) return wallet;
  return ok({
    site,
    services,
    dataSchemas,
    texts,
    receipt,
    logo,
    eidServiceCaPem: caPem.value,
    phoneRelay: phoneRelay.value,
    webPortalCaPems,
    wallet: wallet.value,
    trustedRootsPem: roots.value,
    fitConnectSecret: secret.value,
    paymentPortalAuthorization: authorization.value,
  });
}

/** What may stand in a test's site file only. */
function productionFault(site: SiteDefinition, file: string): ConfigurationFault | null {
  if (!site.production) return null;
  const bad = (path: string, detail: string): ConfigurationFault =>
    fault({ reason: 'not-for-production', file, path, detail });
  const { fitConnect, eidService, billRegister, paymentPortal, appointments, documentStatus, phoneRelay, web } =
    site.portals;
  const [trusted] = Object.entries(web).filter(([, { caFile }]) => caFile !== null);
  if (trusted) return bad(`portals.web.${trusted[0]}.caFile`, 'a certificate that the system does not trust');
  if (fitConnect.trustedRoots === null) return bad('portals.fitConnect.trustedRoots', 'no roots');
  const urls: readonly (readonly [string, string | undefined])[] = [
    ['portals.fitConnect.tokenUrl', fitConnect.tokenUrl],
    ['portals.fitConnect.destinationApi', fitConnect.destinationApi],
    ['portals.fitConnect.submissionApi', fitConnect.submissionApi],
    ['portals.fitConnect.deliveryServiceIssuer', fitConnect.deliveryServiceIssuer],
    ['portals.fitConnect.routing.api', fitConnect.routing?.api],
    ['portals.fitConnect.routing.selfServicePortal', fitConnect.routing?.selfServicePortal],
    ['portals.eidService.url', eidService?.url],
    ['portals.billRegister.url', billRegister?.url],
    ['portals.paymentPortal.url', paymentPortal?.url],
    ['portals.appointments.url', appointments?.url],
    ['portals.documentStatus.url', documentStatus?.url],
    ['portals.phoneRelay.url', phoneRelay?.url],
    ['hub.url', site.hub?.url],
  ];
  for (const [path, url] of urls) {
    if (url !== undefined && !/^(https|wss):\/\//.test(url)) return bad(path, 'not TLS');
  }
  const client = site.devices.eid?.client;
  if (client?.kind === 'start' && client.builtInSimulatorCard) {
    return bad('devices.eid.client.builtInSimulatorCard', 'simulated card');
  }
  if (site.devices.keypad?.protocol === 'tcp') return bad('devices.keypad.protocol', 'keys would cross a network');
  return null;
}
