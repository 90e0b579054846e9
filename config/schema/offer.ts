import type { z } from 'zod';
import { SiteDefinition } from './site.ts';

const { portals } = SiteDefinition.shape;
const OFFERED = SiteDefinition.pick({
  municipality: true,
  timeZone: true,
  openingHours: true,
  holidays: true,
  townHoliday: true,
  closures: true,
  outsideHours: true,
  announcements: true,
  branding: true,
  names: true,
  languages: true,
  services: true,
  situations: true,
  payees: true,
  retention: true,
  scanProfiles: true,
});

/**
 * The parts of a site that an administrator changes from the hub: what is offered, in whose name, in which words. What
 * is not here (addresses of devices and portals, keys of technicians, names of secrets, the hub itself) is only in the
 * file on the machine.
 */
export const SiteOffer = OFFERED.extend({
  destinations: portals.shape.fitConnect.shape.destinations.describe(
    'Authorities by name, each with its FIT-Connect destination; takes the place of those of the site',
  ),
});
export type SiteOffer = z.infer<typeof SiteOffer>;

export function withOffer(site: SiteDefinition, { destinations, ...offer }: SiteOffer): SiteDefinition {
  const { fitConnect } = site.portals;
  return { ...site, ...offer, portals: { ...site.portals, fitConnect: { ...fitConnect, destinations } } };
}

export function offerOf(site: SiteDefinition): SiteOffer {
  const names = Object.keys(OFFERED.shape) as (keyof typeof OFFERED.shape)[];
  const offered = Object.fromEntries(names.map((name) => [name, site[name]])) as z.infer<typeof OFFERED>;
  return { ...offered, destinations: site.portals.fitConnect.destinations };
}
