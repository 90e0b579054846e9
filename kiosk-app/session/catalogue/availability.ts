import { endsWithoutEid } from '../../../config/schema/demands-eid.ts';
import { EID_SERVICE, needsOf, PAYMENT_PORTAL, PHONE_RELAY } from '../../../config/schema/needs.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { DeviceKind } from '../../../device-drivers/contract.ts';
import type { DeviceStates } from '../../channel/terminal/start.ts';
import type { UnavailableReason } from '../contract/screens/catalogue.ts';

export interface Circumstances {
  readonly devices: DeviceStates;
  readonly portals: Readonly<Record<string, 'up' | 'down'>>;
  /** The place can ask wallets, and may ask them for what this service needs. */
  readonly mayAskWallet: (service: ServiceDefinition) => boolean;
  /** The place can link telephones, for photos and for taking along. */
  readonly hasPhoneLink: boolean;
  /** The place has a portal at which people pay on their own telephone. */
  readonly hasOnlinePayment?: boolean;
}

export const isUsable = (devices: DeviceStates, name: DeviceKind): boolean => devices[name]?.usable === true;

/** True if the service's destination cannot be reached now. Portals are told by service id. */
const isPortalDown = (service: ServiceDefinition, { portals }: Circumstances): boolean =>
  portals[service.id] === 'down';

/** The authority cannot be reached now, and the service may wait for it. */
export const isDeferred = (service: ServiceDefinition, now: Circumstances): boolean =>
  service.whenPortalDown === 'defer' && isPortalDown(service, now);

/** Why a service cannot be begun now. The catalogue says it, so that nobody learns it after ten minutes of typing. */
export function unavailability(service: ServiceDefinition, now: Circumstances): UnavailableReason | null {
  const { devices, portals, either } = needsOf(service, {
    wallet: canAskWallet(service, now),
    link: canLinkPhone(now),
    online: canPayOnline(now),
  });
  const down = portals.find((portal) => now.portals[portal] === 'down');
  if (down !== undefined) return down === EID_SERVICE ? 'eid-service' : 'portal-down';
  const missing = devices.find((device) => !isUsable(now.devices, device));
  if (missing !== undefined) return `${missing}-device`;
  const isOpen =
    either === undefined ||
    either.devices.some((device) => isUsable(now.devices, device)) ||
    either.portals.some((portal) => now.portals[portal] !== 'down');
  return isOpen ? null : 'payment-device';
}

/** A fee can be paid on the citizen's own telephone now. */
export const canPayOnline = (now: Pick<Circumstances, 'hasOnlinePayment' | 'portals'>): boolean =>
  now.hasOnlinePayment === true && now.portals[PAYMENT_PORTAL] !== 'down';

/** Identification by wallet is possible for this service now. */
export const canAskWallet = (service: ServiceDefinition, now: Circumstances): boolean =>
  now.mayAskWallet(service) && now.portals[PHONE_RELAY] !== 'down';

/** A telephone can be linked now. */
export const canLinkPhone = (now: Pick<Circumstances, 'hasPhoneLink' | 'portals'>): boolean =>
  now.hasPhoneLink && now.portals[PHONE_RELAY] !== 'down';

/** Why nobody can be identified by card now; `null` if it is possible. */
export function cardUnavailability(now: Circumstances): 'eid-device' | 'eid-service' | null {
  if (now.portals[EID_SERVICE] === 'down') return 'eid-service';
  return isUsable(now.devices, 'eid') ? null : 'eid-device';
}

/** Services without eID first: most people have none that works. Within both groups the site's order stays. */
export function inCatalogueOrder(services: readonly ServiceDefinition[]): readonly ServiceDefinition[] {
  return [...services.filter((service) => !endsWithoutEid(service)), ...services.filter(endsWithoutEid)];
}
