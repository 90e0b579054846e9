import { demandsEid } from './demands-eid.ts';
import { isAppointment } from './route.ts';
import type { ServiceDefinition } from './service.ts';

/** Portals beside a service's own: names that no service can have. */
export const EID_SERVICE = 'portal:eid-service';
export const BILL_REGISTER = 'portal:bill-register';
export const PHONE_RELAY = 'portal:phone-relay';
export const APPOINTMENTS = 'portal:appointments';
export const DOCUMENT_STATUS = 'portal:document-status';
export const PAYMENT_PORTAL = 'portal:payment';

export type NeededDevice = 'eid' | 'scanner' | 'payment';

/** Names of portals: a service's own destination goes by the id of the service. */
export interface Needs {
  /** Without one of these it cannot be begun. */
  readonly devices: readonly NeededDevice[];
  readonly portals: readonly string[];
  /** Without one of these it can be begun, and not everything is done at once. */
  readonly wished: readonly string[];
  /** One of these is enough, and without any it cannot be begun: the ways to pay, where there are two. */
  readonly either?: { readonly devices: readonly NeededDevice[]; readonly portals: readonly string[] };
}

/** Which ways beside card and scanner are open. */
export interface PhoneWays {
  /** Whoever has a wallet needs neither the reader nor the eID service. */
  readonly wallet: boolean;
  /** Evidence can be photographed with one's own telephone. */
  readonly link: boolean;
  /** A fee can be paid on one's own telephone. */
  readonly online: boolean;
}

/**
 * The one rule of what a service cannot be used without: for the citizen's catalogue and for the hub.
 */
export function needsOf(service: ServiceDefinition, can: PhoneWays): Needs {
  const identifies = service.identification.kind === 'eid';
  const needsCard = demandsEid(service) && !can.wallet;
  const required = service.evidence.filter((item) => item.required);
  const byPhone = can.link && service.evidence.some(({ ways }) => ways.includes('phone'));
  const needsScanner = required.some(({ ways }) => ways.includes('scan') && !(can.link && ways.includes('phone')));
  const needsPhone = required.some(({ ways }) => !ways.includes('scan'));
  const own = service.route.kind === 'fit-connect' ? [service.id] : [];
  const canWait = service.whenPortalDown === 'defer';
  const costs = service.fee.kind !== 'none';
  return {
    devices: [
      ...(needsCard || service.route.kind === 'pin-change' ? (['eid'] as const) : []),
      ...(needsScanner ? (['scanner'] as const) : []),
      ...(costs && !can.online ? (['payment'] as const) : []),
    ],
    portals: [
      ...(canWait ? [] : own),
      ...(needsCard ? [EID_SERVICE] : []),
      ...(needsPhone ? [PHONE_RELAY] : []),
      ...(isAppointment(service) ? [APPOINTMENTS] : []),
      ...(service.route.kind === 'lookup' ? [DOCUMENT_STATUS] : []),
    ],
    wished: [
      ...(canWait ? own : []),
      ...(service.bill ? [BILL_REGISTER] : []),
      ...(identifies && !needsCard ? [EID_SERVICE] : []),
      ...((identifies && can.wallet) || (byPhone && !needsPhone) ? [PHONE_RELAY] : []),
    ],
    ...(costs && can.online && { either: { devices: ['payment'], portals: [PAYMENT_PORTAL] } }),
  };
}
