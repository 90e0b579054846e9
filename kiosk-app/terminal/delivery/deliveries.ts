import type { PaymentNotice } from '../../../portals/fit-connect/sealing/payment-notice.ts';
import type { Configuration } from '../configuration/config.ts';
import { createDestinationKeys } from '../store/destination-keys.ts';
import { DeliveryNews, type NewsOptions } from './delivery-messages.ts';
import { OutboxRunner, type OutboxRunnerOptions } from './outbox-runner.ts';
import type { Portal } from './portal.ts';
import { createPortalMonitor, type PortalStates } from './portal-monitor.ts';

export interface DeliveriesOptions
  extends Omit<OutboxRunnerOptions, 'portal' | 'publicServiceOf' | 'onDelivery' | 'onPortalObserved' | 'onRefused'> {
  readonly configuration: Configuration;
  readonly portal: Portal;
  /** By name: portals that are needed beside the services' own. */
  readonly otherPortals?: Readonly<Record<string, { isUp(): Promise<boolean> }>> | undefined;
  readonly tell: NewsOptions['tell'];
  readonly onPortals: (states: PortalStates) => void;
  /** Money may be to be given back. */
  readonly onRefused: (packageId: string) => void;
}

/** The way to the authorities: what is delivered, whether they can be reached, and what sessions are told of it. */
export interface Deliveries {
  readonly news: DeliveryNews;
  readonly runner: OutboxRunner;
  states(): PortalStates;
  isUp(serviceId: string): boolean;
  observed(destinationId: string, isUp: boolean): void;
  start(): void;
  stop(): void;
}

export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { configuration, portal, otherPortals = {}, outbox, db, tell, onPortals, delays, clock, log } = options;
  const destinationIds = configuration.site.portals.fitConnect.destinations;
  const destinations = Object.fromEntries(
    configuration.services.flatMap(({ id, route }) =>
      route.kind === 'fit-connect' ? [[id, destinationIds[route.destination] ?? '']] : [],
    ),
  );
  portal.keepKeysIn?.(createDestinationKeys(db, log));
  const news = new DeliveryNews({ outbox, tell });
  const monitor = createPortalMonitor({
    destinations: { ...destinations, ...Object.fromEntries(Object.keys(otherPortals).map((name) => [name, name])) },
    portal: { isUp: (id) => (otherPortals[id] ?? { isUp: () => portal.isUp(id) }).isUp() },
    delays,
    clock,
    log,
    onChange: (states, cameBack) => {
      if (cameBack) runner.pokeAll();
      onPortals(states);
    },
  });
  const runner = new OutboxRunner({
    ...options,
    publicServiceOf: (serviceId) => publicServiceOf(configuration, serviceId),
    onDelivery: (pkg, delivery) => news.heard(pkg, delivery),
    onPortalObserved: (destinationId, isUp) => monitor.observed(destinationId, isUp),
  });
  return {
    news,
    runner,
    states: () => monitor.states(),
    isUp: (serviceId) => monitor.states()[serviceId] !== 'down',
    observed: (destinationId, isUp) => monitor.observed(destinationId, isUp),
    start() {
      runner.start();
      monitor.start();
    },
    stop() {
      runner.stop();
      monitor.stop();
    },
  };
}

/** Authorities read German. */
function publicServiceOf({ services, texts }: Configuration, serviceId: string): PaymentNotice['publicService'] {
  const service = services.find(({ id }) => id === serviceId);
  if (!service?.leika) return null;
  return { name: texts.de?.[service.title] ?? service.id, identifier: `urn:de:fim:leika:leistung:${service.leika}` };
}
