import { BILL_REGISTER, EID_SERVICE } from '../../../config/schema/needs.ts';
import { createPresenceSensor } from '../../../device-drivers/presence/index.ts';
import { tapsFromEnvironment } from '../../../device-drivers/recording/index.ts';
import { createSmartCardReader } from '../../../device-drivers/smart-card/index.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { Log } from '../../../foundation/log.ts';
import { createBillRegisterClient } from '../../../portals/bill-register/client.ts';
import { createEidServiceClient } from '../../../portals/eid-service/client.ts';
import { createFitConnectSender } from '../../../portals/fit-connect/sender.ts';
import type { Configuration } from '../configuration/config.ts';
import { createFitConnectPortal } from '../delivery/fit-connect.ts';
import { DriverProcess, type DriverProcessOptions } from '../processes/driver-process.ts';
import { supervisedPayment } from '../processes/supervised-payment.ts';
import { supervisedPrinter } from '../processes/supervised-printer.ts';
import { ClockWatch } from '../store/keeping/clock-watch.ts';
import type { Outside } from './outside.ts';
import { keepNoRequestTimings } from './request-timings.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The real devices and portals behind a configuration.
 * @param processes how to run the drivers, each in a process of its own
 */
export function createOutside(
  configuration: Configuration,
  surroundings: Surroundings,
  processes: Pick<DriverProcessOptions, 'entry' | 'cwd' | 'environment' | 'delays'>,
): Outside {
  const { site } = configuration;
  const { payment, receiptPrinter, smartCard, presence } = site.devices;
  const driver = (device: DriverProcessOptions['device']) =>
    new DriverProcess({ device, ...processes, ...surroundings });
  const tap = tapsFromEnvironment(process.env, surroundings);
  keepNoRequestTimings();
  const clockWatch = new ClockWatch(surroundings.clock);
  const fetch = clockWatch.watching(globalThis.fetch);
  const bills =
    site.portals.billRegister && createBillRegisterClient({ ...site.portals.billRegister, ...surroundings, fetch });
  const eidService =
    site.portals.eidService &&
    createEidServiceClient({
      url: site.portals.eidService.url,
      caPem: configuration.eidServiceCaPem,
      ...surroundings,
    });
  return {
    payment: payment && supervisedPayment(driver({ kind: 'payment', config: payment }), processes.delays),
    printer:
      receiptPrinter &&
      supervisedPrinter(driver({ kind: 'receipt-printer', config: receiptPrinter }), processes.delays),
    // In this process: it speaks to a socket, and the PC/SC daemon is the process that may crash.
    smartCard:
      smartCard && site.technicians.length > 0
        ? createSmartCardReader({ ...smartCard, ...surroundings, tap: tap('pcsc') })
        : null,
    // In this process too: it reads one number from a file of the kernel.
    presence: presence && createPresenceSensor({ ...presence, ...surroundings, tap: tap('iio') }),
    portal: createPortal(configuration, surroundings, fetch),
    clockWatch,
    bills,
    otherPortals: {
      ...(eidService ? { [EID_SERVICE]: eidService } : {}),
      ...(bills ? { [BILL_REGISTER]: bills } : {}),
    },
  };
}

function createPortal(
  configuration: Configuration,
  surroundings: Surroundings,
  fetch: typeof globalThis.fetch,
): Outside['portal'] {
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
    fetch,
  });
  return createFitConnectPortal(sender, trust, surroundings.clock);
}
