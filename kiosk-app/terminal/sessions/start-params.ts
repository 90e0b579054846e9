import { withLocalRules } from '../../../config/schema/local-rules.ts';
import type { StartParams } from '../../channel/terminal/start.ts';
import type { Configuration } from '../configuration/config.ts';

/** What of a configuration reaches a session. */
export type ShownConfiguration = Pick<
  Configuration,
  | 'site'
  | 'services'
  | 'dataSchemas'
  | 'texts'
  | 'logo'
  | 'eidServiceCaPem'
  | 'phoneRelay'
  | 'webPortalCaPems'
  | 'wallet'
>;

export interface StartParts {
  readonly configuration: ShownConfiguration;
  readonly uiDirectory: string;
  readonly frameAncestors: string[];
  readonly devices: StartParams['devices'];
  readonly portals: StartParams['portals'];
  readonly place: StartParams['place'];
}

/** What a session is told at its start: the place, its services and texts, and how things stand now. */
export function startParams(parts: StartParts): Omit<StartParams, 'sessionId' | 'attendedSocket'> {
  const { configuration, ...rest } = parts;
  const { site, services, dataSchemas, texts, eidServiceCaPem, phoneRelay, webPortalCaPems, wallet, logo } =
    configuration;
  return {
    ...rest,
    site: {
      id: site.id,
      production: site.production,
      municipality: site.municipality.name,
      location: site.municipality.location,
      imprint: site.municipality.imprint,
      statusPage: site.municipality.statusPage,
      phone: site.municipality.phone,
      helpDesk: site.municipality.helpDesk,
      timeZone: site.timeZone,
      openingHours: site.openingHours,
      look: { logo, bar: site.branding.bar, accent: site.branding.accent },
      languages: site.languages,
      scanProfiles: site.scanProfiles,
      billRegister: site.portals.billRegister && { url: site.portals.billRegister.url },
      paysOnline: site.portals.paymentPortal !== null,
      appointments: site.portals.appointments,
      documentStatus: site.portals.documentStatus,
      phoneRelay,
      wallet,
      web: Object.fromEntries(
        Object.entries(site.portals.web).map(([name, { caFile: _, ...rules }]) => [
          name,
          { ...rules, caPem: webPortalCaPems[name] ?? null },
        ]),
      ),
      names: site.names,
      situations: site.situations,
      payees: Object.fromEntries(Object.entries(site.payees).map(([id, { name }]) => [id, name])),
      eidService: site.portals.eidService && { url: site.portals.eidService.url, caPem: eidServiceCaPem },
    },
    services: services.map((service) => withLocalRules(service, site.municipality.postalCodes)),
    dataSchemas: { ...dataSchemas },
    texts: Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, { ...words }])),
  };
}
