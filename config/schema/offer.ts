import { z } from 'zod';
import { SiteDefinition } from './site.ts';

const { municipality, timeZone, openingHours, languages, services, payees, retention, scanProfiles, portals } =
  SiteDefinition.shape;

/**
 * The parts of a site that an administrator changes from the hub: what is offered, in whose name, in which words. What
 * is not here (addresses of devices and portals, keys of technicians, names of secrets, the hub itself) is only in the
 * file on the machine.
 */
export const SiteOffer = z.strictObject({
  municipality,
  timeZone,
  openingHours,
  languages,
  services,
  payees,
  retention,
  scanProfiles,
  /** Replaces `portals.fitConnect.destinations`. */
  destinations: portals.shape.fitConnect.shape.destinations,
});
export type SiteOffer = z.infer<typeof SiteOffer>;

export function withOffer(site: SiteDefinition, { destinations, ...offer }: SiteOffer): SiteDefinition {
  const { fitConnect } = site.portals;
  return { ...site, ...offer, portals: { ...site.portals, fitConnect: { ...fitConnect, destinations } } };
}

export function offerOf(site: SiteDefinition): SiteOffer {
  const { municipality, timeZone, openingHours, languages, services, payees, retention, scanProfiles, portals } = site;
  const { destinations } = portals.fitConnect;
  return { municipality, timeZone, openingHours, languages, services, payees, retention, scanProfiles, destinations };
}
