import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SiteDefinition } from '../config/schema/site.ts';
import { SIMULATED_KEY_MAP } from '../simulators/keypad/server.ts';
import { DEMO_PORTS, type Ports } from './ports.ts';
import type { PhoneDoor } from './wallet/phone-door.ts';
import { walletFiles } from './wallet/wallet-world.ts';

/** Environment variable of the terminal with its key at the phone relay. */
export const RELAY_KEY_VARIABLE = 'BT_PHONE_RELAY_KEY';
/** Of the municipality and its terminals at the demo's payment portal. */
export const PAYMENT_PORTAL_IDS = { originatorId: 'musterstadt', endPointId: 'terminal' } as const;
const SAMPLE = join(import.meta.dirname, '../config/sites/musterstadt.json');

/** How the identity card is read: our simulator of the SDK, or the real AusweisApp with its built-in simulated card. */
export type EidChoice = { readonly kind: 'simulator' } | { readonly kind: 'real'; readonly command: string };

/** The sample site with the addresses of this run. */
export function siteFor(
  ports: Ports,
  options: {
    readonly scanner: SiteDefinition['devices']['scanner'];
    readonly eid: EidChoice;
    readonly eidCaFile: string;
    readonly rootsFile: string | null;
    readonly hub: boolean;
    readonly presenceDirectory: string;
    /** With the files of `walletFiles`; `null`: nobody is identified by a telephone here. */
    readonly walletDirectory: string | null;
    /** Telephones of this network come by it; only those on this machine if left out. */
    readonly phoneDoor?: PhoneDoor | undefined;
    /** "HH:MM" at which the payment terminal's day is closed. */
    readonly closeAt?: string | null;
  },
): SiteDefinition {
  const sample = SiteDefinition.parse(JSON.parse(readFileSync(SAMPLE, 'utf8')));
  const portal = `http://127.0.0.1:${ports.portal}`;
  const routing = `http://127.0.0.1:${ports.routing}`;
  const { devices, portals } = sample;
  const { municipality } = sample;
  // The card built into the real AusweisApp is of somebody in Köln.
  const postalCodes = [...municipality.postalCodes, ...(options.eid.kind === 'real' ? ['51147'] : [])];
  return {
    ...sample,
    municipality: { ...municipality, postalCodes },
    devices: {
      ...devices,
      payment:
        devices.payment?.protocol === 'zvt-tcp'
          ? { ...devices.payment, port: ports.payment, endOfDayAt: options.closeAt ?? null }
          : devices.payment,
      receiptPrinter:
        devices.receiptPrinter?.protocol === 'escpos-tcp'
          ? { ...devices.receiptPrinter, port: ports.printer }
          : devices.receiptPrinter,
      eid: {
        client:
          options.eid.kind === 'simulator'
            ? { kind: 'connect', url: `ws://127.0.0.1:${ports.ausweisApp}/eID-Kernel` }
            : { kind: 'start', command: options.eid.command, builtInSimulatorCard: true },
      },
      scanner: options.scanner,
      codeReader: { protocol: 'tcp', path: `127.0.0.1:${ports.codeReader}` },
      pagePrinter: { protocol: 'ipp', uri: `ipp://127.0.0.1:${ports.pagePrinter}/ipp/print`, caFile: null },
      keypad: { protocol: 'tcp', path: `127.0.0.1:${ports.keypad}`, keyMap: SIMULATED_KEY_MAP },
      presence: { protocol: 'iio', directory: options.presenceDirectory, kind: 'proximity', index: null, near: null },
    },
    portals: {
      fitConnect: {
        ...portals.fitConnect,
        tokenUrl: `${portal}/token`,
        destinationApi: `${portal}/destination-api`,
        submissionApi: `${portal}/submission-api`,
        deliveryServiceIssuer: portal,
        trustedRoots: options.rootsFile,
        routing: { api: routing, selfServicePortal: routing },
      },
      eidService: { url: `https://localhost:${ports.eidService}`, caFile: options.eidCaFile },
      billRegister: { url: `http://127.0.0.1:${ports.billRegister}` },
      paymentPortal: {
        url: `http://127.0.0.1:${ports.paymentPortal}`,
        ...PAYMENT_PORTAL_IDS,
        authorizationEnv: null,
        thanksPage: 'https://www.musterstadt.example/danke',
        validMinutes: 20,
        endOfDayAt: null,
      },
      appointments: portals.appointments && {
        ...portals.appointments,
        url: `http://127.0.0.1:${ports.appointments}/api/citizen`,
      },
      documentStatus: { url: `http://127.0.0.1:${ports.documentStatus}` },
      phoneRelay:
        options.walletDirectory === null
          ? null
          : {
              url: options.phoneDoor?.url ?? `http://127.0.0.1:${ports.phoneLine}`,
              accessKeyEnv: RELAY_KEY_VARIABLE,
              caFile: options.phoneDoor?.caFile ?? null,
              link: true,
            },
      wallet: options.walletDirectory === null ? null : walletFiles(options.walletDirectory),
      web: webSites(portals.web, ports, options.eidCaFile),
    },
    hub: options.hub ? { url: `https://localhost:${ports.fleetLink}`, directory: 'hub-identity' } : null,
  };
}

/** The sample's web sites where they stand in this run, printed too: the demo has a page printer. */
function webSites(web: SiteDefinition['portals']['web'], ports: Ports, caFile: string): typeof web {
  const here = JSON.stringify(web).replaceAll(`localhost:${DEMO_PORTS.webPortal}`, `localhost:${ports.webPortal}`);
  const moved: typeof web = JSON.parse(here);
  return Object.fromEntries(
    Object.entries(moved).map(([name, portal]) => [name, { ...portal, downloads: 'print' as const, caFile }]),
  );
}

export function writeSite(file: string, site: SiteDefinition): void {
  writeFileSync(file, `${JSON.stringify(site, null, 2)}\n`, { mode: 0o600 });
}
