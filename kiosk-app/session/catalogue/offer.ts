import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { DeviceStates } from '../../channel/terminal.ts';
import type { ServiceCard } from '../contract/snapshot.ts';

export interface Circumstances {
  readonly devices: DeviceStates;
  readonly portals: Readonly<Record<string, 'up' | 'down'>>;
}

type DeviceName = keyof DeviceStates;

export const isUsable = (devices: DeviceStates, name: DeviceName): boolean => devices[name]?.usable === true;

/** True if the service's destination cannot be reached now. Portals are told by service id. */
const isPortalDown = (service: ServiceDefinition, { portals }: Circumstances): boolean =>
  portals[service.id] === 'down';

/** The authority cannot be reached now, and the service may wait for it. */
export const isDeferred = (service: ServiceDefinition, now: Circumstances): boolean =>
  service.whenPortalDown === 'defer' && isPortalDown(service, now);

/** Why a service cannot be begun now: said in the catalogue, not after ten minutes of typing. */
export function unavailability(service: ServiceDefinition, now: Circumstances): ServiceCard['unavailable'] {
  if (isPortalDown(service, now) && service.whenPortalDown === 'refuse') return 'portal-down';
  if (service.identification.kind === 'eid' && !isUsable(now.devices, 'eid')) return 'eid-device';
  if (service.route.kind === 'pin-change' && !isUsable(now.devices, 'eid')) return 'eid-device';
  if (service.evidence.some((item) => item.required) && !isUsable(now.devices, 'scanner')) return 'scanner-device';
  if (service.fee.kind !== 'none' && !isUsable(now.devices, 'payment')) return 'payment-device';
  return null;
}

/** Services without eID first: most people have none that works. Within both groups the site's order stays. */
export function inCatalogueOrder(services: readonly ServiceDefinition[]): readonly ServiceDefinition[] {
  const needsEid = (service: ServiceDefinition) => service.identification.kind === 'eid';
  return [...services.filter((s) => !needsEid(s)), ...services.filter(needsEid)];
}
