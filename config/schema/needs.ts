import type { ServiceDefinition } from './service.ts';

/** Portals beside a service's own: names that no service can have. */
export const EID_SERVICE = 'portal:eid-service';
export const BILL_REGISTER = 'portal:bill-register';
export const PHONE_RELAY = 'portal:phone-relay';

export type NeededDevice = 'eid' | 'scanner' | 'payment';

/** Names of portals: a service's own destination goes by the id of the service. */
export interface Needs {
  /** Without one of these it cannot be begun. */
  readonly devices: readonly NeededDevice[];
  readonly portals: readonly string[];
  /** Without one of these it can be begun, and not everything is done at once. */
  readonly wished: readonly string[];
}

/**
 * The one rule of what a service cannot be used without: for the citizen's catalogue and for the hub.
 * @param canAskWallet whoever has a wallet needs neither the reader nor the eID service
 */
export function needsOf(service: ServiceDefinition, canAskWallet: boolean): Needs {
  const identifies = service.identification.kind === 'eid';
  const needsCard = identifies && !canAskWallet;
  const own = service.route.kind === 'fit-connect' ? [service.id] : [];
  const canWait = service.whenPortalDown === 'defer';
  return {
    devices: [
      ...(needsCard || service.route.kind === 'pin-change' ? (['eid'] as const) : []),
      ...(service.evidence.some((item) => item.required) ? (['scanner'] as const) : []),
      ...(service.fee.kind !== 'none' ? (['payment'] as const) : []),
    ],
    portals: [...(canWait ? [] : own), ...(needsCard ? [EID_SERVICE] : [])],
    wished: [
      ...(canWait ? own : []),
      ...(service.bill ? [BILL_REGISTER] : []),
      ...(identifies && canAskWallet ? [EID_SERVICE, PHONE_RELAY] : []),
    ],
  };
}
