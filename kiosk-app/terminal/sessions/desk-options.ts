import type { Configuration } from '../configuration/config.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { TerminalDevices } from '../devices/devices.ts';
import type { FleetLink } from '../fleet-link/fleet-link.ts';
import type { ShownSession } from '../fleet-link/shown-session.ts';
import type { MoneyDesk } from '../money/money.ts';
import type { Bookkeeping } from '../store/bookkeeping.ts';
import type { SessionDeskOptions } from './session-desk.ts';
import type { ShellBridge } from './shell-bridge.ts';
import type { ToldSession } from './told-session.ts';
import type { VisitDesk } from './visit-counting.ts';

export interface DeskParts {
  readonly configuration: Configuration;
  readonly shown: ShownSession;
  readonly told: ToldSession;
  readonly bookkeeping: Bookkeeping;
  readonly devices: TerminalDevices;
  readonly deliveries: Deliveries;
  readonly money: MoneyDesk;
  readonly fleetLink: FleetLink;
  readonly visits: VisitDesk;
  readonly bridge: Pick<ShellBridge, 'cover'>;
}

/** What the other wings do for a session that asks. */
export function deskOptions(parts: DeskParts): SessionDeskOptions {
  const { configuration, shown, told, bookkeeping, devices, deliveries, money, fleetLink, visits, bridge } = parts;
  const { outbox, statistics, log } = bookkeeping.books;
  return {
    configuration,
    portal: deliveries.portals.portal,
    isPortalUp: (serviceId) => deliveries.isUp(serviceId),
    onPortalObserved: (destinationId, isUp) => deliveries.observed(destinationId, isUp),
    bills: deliveries.portals.bills,
    appointments: deliveries.portals.appointments ?? null,
    routing: deliveries.portals.routing ?? null,
    references: bookkeeping.references,
    outbox,
    payment: money.payment,
    online: money.online,
    paidOnline: (packageId) => bookkeeping.books.journal.paidOnline(packageId),
    isStorageLow: () => bookkeeping.isStorageLow(),
    interrupted: money.interrupted,
    isShown: (sessionId) => shown.is(sessionId),
    printing: devices.printing,
    statistics,
    visits,
    log,
    onReleased: (packageId) => deliveries.poke(packageId),
    onProgress: (sessionId, progress) =>
      told.tell((session) => session.notify('payment.progress', progress), sessionId),
    onOnlineProgress: (sessionId, packageId, progress) =>
      told.tell((session) => session.notify('payment.online', { packageId, progress }), sessionId),
    onStep: (sessionId, step, serviceId) => shown.moveTo(sessionId, step, serviceId),
    onCover: (sessionId, covered) => {
      if (shown.is(sessionId)) bridge.cover(covered);
    },
    help: fleetLink.help,
    onCardLeft: (sessionId, left) => shown.cardLeft(sessionId, left),
  };
}
