import { fixedDestination } from '../../../config/schema/route.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Listeners } from '../../../foundation/listeners.ts';
import type { Configuration } from '../configuration/config.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import { serviceIdentifier } from '../configuration/service-identifier.ts';
import type { Bookkeeping } from '../store/bookkeeping.ts';
import { createDestinationKeys } from '../store/destination-keys.ts';
import type { StoredPackage } from '../store/package.ts';
import { DeliveryMessages, type ToldDelivery } from './delivery-messages.ts';
import { OutboxRunner } from './outbox-runner.ts';
import type { NoticedService } from './payment-notice.ts';
import { createPortalMonitor, type PortalStates } from './portal-monitor.ts';
import type { Portals } from './portals.ts';

export interface DeliveriesOptions {
  readonly configuration: Configuration;
  readonly portals: Portals;
  readonly bookkeeping: Bookkeeping;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for jitter. */
  readonly random: () => number;
}

/** Delivers packages to the authorities, watches whether they can be reached, and reports both to the sessions. */
export interface Deliveries {
  readonly portals: Portals;
  readonly messages: DeliveryMessages;
  /** By service id. */
  states(): PortalStates;
  isUp(serviceId: string): boolean;
  /** Reports that another part has just reached a destination, or failed to. */
  observed(destinationId: string, isUp: boolean): void;
  /** There is something to do for this package. */
  poke(packageId: string): void;
  /** There may be something to do for any of them. */
  pokeAll(): void;
  onDelivery(listener: (pkg: StoredPackage, delivery: ToldDelivery) => void): () => void;
  onPortals(listener: (states: PortalStates) => void): () => void;
  /** Called when a payment may have to be reversed. */
  onRefused(listener: () => void): () => void;
  /** Called when something has changed that the status report to the hub contains. */
  onChange(listener: () => void): () => void;
  start(): void;
  stop(): void;
}

export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { configuration, portals, bookkeeping, delays, clock, random } = options;
  const { portal, otherPortals = {} } = portals;
  const { books } = bookkeeping;
  const delivered = new Listeners<[pkg: StoredPackage, delivery: ToldDelivery]>();
  const portalsChanged = new Listeners<[states: PortalStates]>();
  const refused = new Listeners();
  const changed = new Listeners();

  portal.keepKeysIn?.(createDestinationKeys(books.db, books.log));
  const messages = new DeliveryMessages({
    outbox: books.outbox,
    tell: (pkg, delivery) => {
      delivered.tell(pkg, delivery);
      changed.tell();
    },
  });
  const monitor = createPortalMonitor({
    destinations: {
      ...destinationsOf(configuration),
      ...Object.fromEntries(Object.keys(otherPortals).map((name) => [name, name])),
    },
    portal: { isUp: (id) => (otherPortals[id] ?? { isUp: () => portal.isUp(id) }).isUp() },
    delays,
    clock,
    log: books.log,
  });
  const runner = new OutboxRunner({
    ...books,
    portal,
    serviceOf: (serviceId) => noticedServiceOf(configuration, serviceId),
    delays,
    clock,
    random,
    onDelivery: (pkg, delivery) => messages.heard(pkg, delivery),
    onRefused: () => refused.tell(),
    onPortalObserved: (destinationId, isUp) => monitor.observed(destinationId, isUp),
  });
  monitor.onChange((states, cameBack) => {
    if (cameBack) runner.pokeAll();
    portalsChanged.tell(states);
    changed.tell();
  });
  // Staff may have decided what becomes of a package.
  bookkeeping.onWrittenByOthers(() => runner.pokeAll());

  return {
    portals,
    messages,
    states: () => monitor.states(),
    isUp: (serviceId) => monitor.states()[serviceId] !== 'down',
    observed: (destinationId, isUp) => monitor.observed(destinationId, isUp),
    poke: (packageId) => runner.poke(packageId),
    pokeAll: () => runner.pokeAll(),
    onDelivery: (listener) => delivered.add(listener),
    onPortals: (listener) => portalsChanged.add(listener),
    onRefused: (listener) => refused.add(listener),
    onChange: (listener) => changed.add(listener),
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

/** Destination of each service that has one of the site. */
function destinationsOf({ site, services }: Configuration): Readonly<Record<string, string>> {
  const { destinations } = site.portals.fitConnect;
  return Object.fromEntries(
    services.flatMap((service) => {
      const name = fixedDestination(service);
      return name === null ? [] : [[service.id, destinations[name] ?? '']];
    }),
  );
}

/** Notices to authorities are written in German. */
function noticedServiceOf({ services, texts }: Configuration, serviceId: string): NoticedService {
  const service = services.find(({ id }) => id === serviceId);
  return {
    serviceName: (service && texts.de?.[service.title]) ?? serviceId,
    serviceIdentifier: service ? serviceIdentifier(service) : null,
  };
}
