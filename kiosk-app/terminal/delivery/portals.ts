import {
  APPOINTMENTS,
  BILL_REGISTER,
  DOCUMENT_STATUS,
  EID_SERVICE,
  PAYMENT_PORTAL,
  PHONE_RELAY,
} from '../../../config/schema/needs.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import { createAppointmentsClient } from '../../../portals/appointments/client.ts';
import { createBillRegisterClient } from '../../../portals/bill-register/client.ts';
import type { BillLookup } from '../../../portals/bill-register/contract.ts';
import { createDocumentStatusClient } from '../../../portals/document-status/client.ts';
import { createEidServiceClient } from '../../../portals/eid-service/client.ts';
import { createFitConnectSender } from '../../../portals/fit-connect/sender.ts';
import { createPaymentPortalClient } from '../../../portals/payment-portal/client.ts';
import { phoneRelayHealth } from '../../../portals/phone-relay/health.ts';
import { createRoutingClient, type RoutingClient } from '../../../portals/routing/client.ts';
import type { Configuration } from '../configuration/config.ts';
import { type AppointmentDesk, createAppointmentDesk } from './appointment-desk.ts';
import { createFitConnectPortal } from './fit-connect.ts';
import type { OnlinePortal } from './online-portal.ts';
import type { SubmissionPortal } from './submission-portal.ts';

/** What the terminal asks of authorities. */
export interface Portals {
  readonly portal: SubmissionPortal;
  /** Portals beside the services' own, by the names of config/schema/needs.ts. */
  readonly otherPortals?: Readonly<Record<string, { isUp(): Promise<boolean> }>>;
  readonly bills: { lookup(reference: string): Promise<BillLookup> } | null;
  /** Left out where nobody pays on a telephone. */
  readonly online?: OnlinePortal;
  /** Left out where no service is routed by place. */
  readonly routing?: RoutingClient;
  /** Left out where the site has no appointment system. */
  readonly appointments?: AppointmentDesk;
}

export interface PortalsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly fetch: typeof globalThis.fetch;
}

/** The portals that a site configures. */
export function createPortals(configuration: Configuration, options: PortalsOptions): Portals {
  const { clock, log } = options;
  const { phoneRelay } = configuration;
  const { billRegister, documentStatus, eidService, fitConnect } = configuration.site.portals;
  const bills = billRegister && createBillRegisterClient({ ...billRegister, ...options });
  const documents = documentStatus && createDocumentStatusClient({ ...documentStatus, ...options });
  const eid =
    eidService && createEidServiceClient({ url: eidService.url, caPem: configuration.eidServiceCaPem, clock, log });
  const { paymentPortal } = configuration.site.portals;
  const payments =
    paymentPortal &&
    createPaymentPortalClient({
      ...paymentPortal,
      ...(configuration.paymentPortalAuthorization !== null && {
        authorization: configuration.paymentPortalAuthorization,
      }),
      ...options,
    });
  const { timeZone } = configuration.site;
  const appointments =
    configuration.site.portals.appointments &&
    createAppointmentDesk({
      client: createAppointmentsClient({ url: configuration.site.portals.appointments.url, timeZone, ...options }),
      clock,
      log,
    });
  return {
    portal: fitConnectPortal(configuration, options),
    bills,
    ...(payments && {
      online: {
        client: payments,
        thanksPage: paymentPortal.thanksPage,
        validFor: paymentPortal.validMinutes * 60_000,
      },
    }),
    ...(appointments && { appointments }),
    ...(fitConnect.routing && {
      routing: createRoutingClient({
        site: { ...fitConnect.routing, submissionApi: fitConnect.submissionApi },
        ...options,
      }),
    }),
    otherPortals: {
      ...(eid ? { [EID_SERVICE]: eid } : {}),
      ...(bills ? { [BILL_REGISTER]: bills } : {}),
      ...(payments ? { [PAYMENT_PORTAL]: { isUp: () => payments.available() } } : {}),
      ...(appointments ? { [APPOINTMENTS]: appointments } : {}),
      ...(documents ? { [DOCUMENT_STATUS]: documents } : {}),
      ...(phoneRelay ? { [PHONE_RELAY]: phoneRelayHealth({ ...phoneRelay, clock }) } : {}),
    },
  };
}

function fitConnectPortal(configuration: Configuration, options: PortalsOptions): SubmissionPortal {
  const { tokenUrl, destinationApi, submissionApi, clientId, deliveryServiceIssuer } =
    configuration.site.portals.fitConnect;
  const trust = {
    trustedRoots: configuration.trustedRootsPem === null ? null : [configuration.trustedRootsPem],
    production: configuration.site.production,
  };
  const sender = createFitConnectSender({
    tokenUrl,
    destinationApi,
    submissionApi,
    clientId,
    clientSecret: configuration.fitConnectSecret,
    deliveryServiceIssuer,
    trust,
    ...options,
  });
  return createFitConnectPortal(sender, trust, options.clock);
}
