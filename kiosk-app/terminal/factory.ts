import type { SiteDefinition } from '../../config/schema/site.ts';
import type { PaymentTerminal } from '../../device-drivers/payment/contract.ts';
import { createZvtPaymentTerminal } from '../../device-drivers/payment/index.ts';
import type { ReceiptPrinter } from '../../device-drivers/receipt-printer/contract.ts';
import { createEscPosPrinter } from '../../device-drivers/receipt-printer/index.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { createBillRegisterClient } from '../../portals/bill-register/client.ts';
import { createFitConnectSender } from '../../portals/fit-connect/sender.ts';
import type { Configuration } from './config.ts';
import { createFitConnectPortal } from './delivery/fit-connect.ts';
import type { Outside } from './terminal.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/** The real devices and portals behind a configuration. */
export function createOutside(configuration: Configuration, surroundings: Surroundings): Outside {
  const { site } = configuration;
  return {
    payment: createPayment(site, surroundings),
    printer: createPrinter(site, surroundings),
    portal: createPortal(configuration, surroundings),
    bills: site.portals.billRegister && createBillRegisterClient({ ...site.portals.billRegister, ...surroundings }),
  };
}

function createPayment(site: SiteDefinition, surroundings: Surroundings): PaymentTerminal | null {
  const config = site.devices.payment;
  if (!config) return null;
  const { host, port, password, deviations } = config;
  return createZvtPaymentTerminal({ host, port, password, deviations, ...surroundings });
}

function createPrinter(site: SiteDefinition, surroundings: Surroundings): ReceiptPrinter | null {
  const config = site.devices.receiptPrinter;
  if (!config) return null;
  const { host, port, paperWidth } = config;
  return createEscPosPrinter({ host, port, paperWidth, ...surroundings });
}

function createPortal(configuration: Configuration, surroundings: Surroundings): Outside['portal'] {
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
    ...surroundings,
  });
  return createFitConnectPortal(sender, trust, surroundings.clock);
}
