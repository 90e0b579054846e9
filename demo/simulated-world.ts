import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isPriced } from '../config/schema/price.ts';
import { fixedDestination, isRoutedByPlace, submissionRoute } from '../config/schema/route.ts';
import { ServiceDefinition } from '../config/schema/service.ts';
import type { SiteDefinition } from '../config/schema/site.ts';
import type { Clock } from '../foundation/clock.ts';
import type { Log } from '../foundation/log.ts';
import { serviceIdentifier } from '../kiosk-app/terminal/configuration/service-identifier.ts';
import type { Bill } from '../portals/bill-register/contract.ts';
import { type AppointmentSystem, startAppointmentSystem } from '../simulators/appointments/index.ts';
import { type BillRegisterSimulator, startBillRegister } from '../simulators/bill-register/index.ts';
import { type CodeReaderSimulator, startCodeReaderSimulator } from '../simulators/code-reader/index.ts';
import { type DocumentStatusSimulator, startDocumentStatus } from '../simulators/document-status/index.ts';
import { type AusweisAppSimulator, startAusweisAppSimulator } from '../simulators/eid/index.ts';
import { type EidServer, makeTls, startEidServer } from '../simulators/eid-service/index.ts';
import { type DemoPortal, startDemoPortal } from '../simulators/fit-connect/index.ts';
import { openFee } from '../simulators/fit-connect/open-fee.ts';
import type { CaseRecord } from '../simulators/fit-connect/records.ts';
import { type KeypadServer, startKeypadServer } from '../simulators/keypad/server.ts';
import { type PagePrinterSimulator, startPagePrinterSimulator } from '../simulators/page-printer/index.ts';
import { startZvtSimulator, type ZvtSimulator } from '../simulators/payment/index.ts';
import { type PaymentPortalSimulator, startPaymentPortal } from '../simulators/payment-portal/index.ts';
import { createPresenceSimulator, type PresenceSimulator } from '../simulators/presence/index.ts';
import { type EscPosSimulator, startEscPosSimulator } from '../simulators/receipt-printer/index.ts';
import { type RoutingService, startRoutingService } from '../simulators/routing/index.ts';
import { SAMPLE_AREAS, sampleRoutes } from '../simulators/routing/sample-areas.ts';
import { startWebPortal, type WebPortalSimulator } from '../simulators/web-portal/index.ts';
import { DEMO_BILLS } from './bills.ts';
import type { DemoScanner } from './demo-scanner.ts';
import { PAYMENT_PORTAL_IDS } from './demo-site.ts';
import { DEMO_DOCUMENTS } from './documents.ts';
import type { Ports } from './ports.ts';
import { startWalletWorld, type WalletWorld } from './wallet/wallet-world.ts';

const CONFIG = join(import.meta.dirname, '../config');

/** Secret of the demo portal's only client; worth nothing anywhere else. */
export const DEMO_CLIENT_SECRET = 'demo-only-secret';

/** Milliseconds, within the `validMinutes` of the demo's site: nothing stays open at the portal for ever. */
const PAYMENT_EXPIRES = 18 * 60_000;
/** Of a printer's tempo: without any waiting nobody could see a sheet come out. */
const FASTEST = 0.05;

/** Everything outside the terminal: devices at their wires, authorities at their interfaces. */
export interface World {
  readonly payment: ZvtSimulator;
  readonly printer: EscPosSimulator;
  readonly ausweisApp: AusweisAppSimulator;
  readonly scanner: DemoScanner;
  readonly codeReader: CodeReaderSimulator;
  readonly pagePrinter: PagePrinterSimulator;
  readonly presence: PresenceSimulator;
  readonly keypad: KeypadServer;
  readonly portal: DemoPortal;
  readonly eidServer: EidServer;
  readonly bills: BillRegisterSimulator;
  readonly appointments: AppointmentSystem;
  readonly documents: DocumentStatusSimulator;
  readonly wallet: WalletWorld;
  readonly routing: RoutingService;
  readonly webPortal: WebPortalSimulator;
  readonly payments: PaymentPortalSimulator;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly ports: Ports;
  /** Survives the run: the payment terminal's ledger, the authority's inbox. */
  readonly directory: string;
  /** Keys of the demo authority, shared between runs: 4096-bit keys take seconds to make. */
  readonly keyDirectory: string;
  readonly site: SiteDefinition;
  readonly scanner: DemoScanner;
  /** 1 is a real payment terminal's tempo, 0 is without waiting. */
  readonly pace: number;
  readonly clock: Clock;
  readonly log: Log;
}

export async function startWorld(options: WorldOptions): Promise<World> {
  const { ports, directory, site, clock, log, pace } = options;
  // One authority for both: the terminal is told one file.
  const tls = await makeTls(clock.now());
  mkdirSync(join(directory, 'portal'), { recursive: true, mode: 0o700 });
  const [payment, printer, ausweisApp, codeReader, pagePrinter, keypad, eidServer, bills, appointments, wallet] =
    await Promise.all([
      startZvtSimulator({ port: ports.payment, clock, log, ledgerFile: join(directory, 'payment-ledger.json'), pace }),
      startEscPosSimulator({ port: ports.printer, clock, log, paperWidth: 80 }),
      startAusweisAppSimulator({ port: ports.ausweisApp, clock, log, api: 2 }),
      startCodeReaderSimulator({ port: ports.codeReader }),
      startPagePrinterSimulator({ port: ports.pagePrinter, clock }),
      startKeypadServer({ port: ports.keypad }),
      startEidServer({ port: ports.eidService, paosPort: ports.eidServicePsk, tls, clock, log }),
      startBillRegister({ port: ports.billRegister, bills: DEMO_BILLS, log }),
      startAppointmentSystem({ port: ports.appointments, clock, log }),
      startWalletWorld({
        ports,
        directory: walletDirectory(directory),
        officeName: germanTexts()[site.municipality.name] ?? '',
        clock,
        log,
      }),
    ]);
  const documents = await startDocumentStatus({ port: ports.documentStatus, documents: DEMO_DOCUMENTS, log });
  const webPortal = await startWebPortal({ port: ports.webPortal, paosPort: ports.webPortalPsk, tls, clock, log });
  const payments = await startPaymentPortal({
    port: ports.paymentPortal,
    ...PAYMENT_PORTAL_IDS,
    expiresAfterMs: PAYMENT_EXPIRES,
    clock,
    log,
  });
  const presence = createPresenceSimulator(presenceDirectory(directory));
  pagePrinter.slow(Math.max(pace, FASTEST));
  const portal = await startDemoPortal({
    port: ports.portal,
    directory: join(directory, 'portal'),
    keyDirectory: options.keyDirectory,
    destinations: destinations(site),
    clientId: site.portals.fitConnect.clientId,
    clientSecret: DEMO_CLIENT_SECRET,
    clock,
    log,
    onAccepted: (accepted) => {
      const reference = accepted.metadata?.paymentInformation?.transactionReference;
      if (reference) bills.markPaid(reference);
      for (const paid of paidBillsIn(accepted)) bills.markPaid(paid);
      const bill = billOf(accepted, site);
      if (bill) bills.put(bill);
    },
    onPaid: (reference) => void bills.markPaid(reference),
  });
  const routing = await startRoutingService({
    port: ports.routing,
    keyDirectory: options.keyDirectory,
    areas: SAMPLE_AREAS,
    routes: sampleRoutes({
      musterstadt: site.portals.fitConnect.destinations[HOME_OFFICE] ?? '',
      nachbarort: NEXT_TOWN.id,
    }),
    submissionHost: new URL(site.portals.fitConnect.submissionApi).host,
    clock,
    log,
  });
  return {
    payment,
    printer,
    ausweisApp,
    scanner: options.scanner,
    codeReader,
    pagePrinter,
    keypad,
    presence,
    portal,
    eidServer,
    bills,
    appointments,
    documents,
    wallet,
    routing,
    webPortal,
    payments,
    async stop() {
      options.scanner.close();
      await Promise.all([
        payment.close(),
        printer.close(),
        ausweisApp.close(),
        codeReader.close(),
        pagePrinter.close(),
        keypad.close(),
        eidServer.close(),
        bills.stop(),
        appointments.stop(),
        documents.stop(),
        wallet.close(),
        routing.stop(),
        webPortal.stop(),
        payments.stop(),
        portal.stop(),
      ]);
    },
  };
}

/** Where the terminal finds its certificates for wallets. */
export const walletDirectory = (world: string): string => join(world, 'wallet');

/** Where the kernel would show the presence sensor. */
export const presenceDirectory = (world: string): string => join(world, 'presence', 'iio:device0');

/** One office of the town still reads the older metadata, as many do; all others read what new destinations read. */
const METADATA_VERSIONS: Readonly<Record<string, readonly string[]>> = { steueramt: ['1.0.0', '1.3.0'] };
/** Destination of the sample site that takes what is routed to it by place. */
const HOME_OFFICE = 'steueramt';
/** An authority that stands in no site: only the routing service knows it. */
export const NEXT_TOWN = { id: '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1c001', name: 'Stadt Nachbarort, Steueramt' };

/** The authorities behind a site's services, with what each accepts. */
function destinations(site: SiteDefinition): Parameters<typeof startDemoPortal>[0]['destinations'] {
  const notice = submissionSchema('zahlungsmitteilung.schema.json');
  const texts = germanTexts();
  const services = allServices();
  const ofSite = Object.entries(site.portals.fitConnect.destinations).map(([name, id]) => ({
    id,
    name: texts[`site.destinations.${name}`] ?? name,
    metadataVersions: METADATA_VERSIONS[name] ?? ['2.1.0'],
    takes: (service: ServiceDefinition) =>
      fixedDestination(service) === name || (name === HOME_OFFICE && isRoutedByPlace(service)),
  }));
  return [...ofSite, { ...NEXT_TOWN, metadataVersions: ['2.1.0'], takes: isRoutedByPlace }].map((destination) => {
    const { id, name, metadataVersions, takes } = destination;
    const own = services.filter(takes);
    const schemas = own
      .map(submissionRoute)
      .filter((route) => route !== null)
      .map(({ dataSchema }) => submissionSchema(dataSchema));
    return {
      id,
      name,
      metadataVersions,
      publicServices: own.flatMap((service) => {
        const identifier = serviceIdentifier(service);
        const { title, fee } = service;
        return identifier === null
          ? []
          : [{ identifier, name: texts[title] ?? '', ...(fee.kind === 'fixed' ? { feeCents: fee.cents } : {}) }];
      }),
      demandsPublicService: own.some((service) => serviceIdentifier(service) !== null),
      schemas: Object.fromEntries([...schemas, notice].map((schema) => [schema.$id, schema])),
    };
  });
}

const readConfig = (...path: string[]): unknown => JSON.parse(readFileSync(join(CONFIG, ...path), 'utf8'));
const germanTexts = () => readConfig('texts/de.json') as Record<string, string>;
const submissionSchema = (file: string) => readConfig('submission-schemas', file) as { $id: string };
const allServices = () =>
  readdirSync(join(CONFIG, 'services')).map((file) => ServiceDefinition.parse(readConfig('services', file)));

/** Every Kassenzeichen that was paid in one payment. */
function paidBillsIn({ data }: Pick<CaseRecord, 'data'>): readonly string[] {
  const parsed = PaidBills.safeParse(data);
  return parsed.success ? parsed.data.bescheide.map(({ kassenzeichen }) => kassenzeichen) : [];
}
const PaidBills = z.looseObject({ bescheide: z.array(z.looseObject({ kassenzeichen: z.string() })) });

/**
 * The fee of a request that was sent before it was paid: on taking the request the authority enters it into the
 * treasury's books, under the Kassenzeichen that came along. `null` if nothing is due.
 */
function billOf(accepted: CaseRecord, site: SiteDefinition): Bill | null {
  const owed = openFee(accepted);
  const uri = accepted.metadata?.contentStructure.data.submissionSchema.schemaUri;
  const service = allServices().find((one) => {
    const route = submissionRoute(one);
    return route !== null && submissionSchema(route.dataSchema).$id === uri;
  });
  if (!owed || !service || !isPriced(service.fee)) return null;
  return {
    reference: owed.kassenzeichen,
    payee: site.payees[service.fee.payee]?.name ?? '',
    payeeId: service.fee.payee,
    purpose: germanTexts()[service.fee.purpose] ?? service.id,
    cents: owed.betragCent,
    dueDate: null,
    status: 'open',
  };
}
