import { webPortalOf } from '../schema/route.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { coversHost, type WebPortal } from '../schema/web-portal.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that open a web site which the place does not name. @param file what faults call a service's file */
export const unknownPortalFaults = (
  { portals }: Pick<SiteDefinition, 'portals'>,
  services: readonly ServiceDefinition[],
  file: (id: string) => string,
): readonly ConfigurationFault[] =>
  services.flatMap((service) => {
    const name = webPortalOf(service);
    if (name === null || Object.hasOwn(portals.web, name)) return [];
    return [
      fault({ reason: 'unfit', file: file(service.id), path: 'route.portal', word: 'no-web-portal', detail: name }),
    ];
  });

type Found = Pick<ConfigurationFault, 'path' | 'word'> & { readonly detail?: string };

/** What the schema of a site's web portals allows and nobody can have meant. @param file what faults call the site */
export const webPortalFaults = (
  { portals, devices, production }: Pick<SiteDefinition, 'portals' | 'devices' | 'production'>,
  file: string,
): readonly ConfigurationFault[] =>
  Object.entries(portals.web).flatMap(([name, portal]) =>
    [...hostFaults(portal, production), ...refreshFaults(portal), ...deviceLacks(portal, devices)].map(
      ({ path, ...found }) => fault({ reason: 'unfit', file, path: `portals.web.${name}.${path}`, ...found }),
    ),
  );

/** This machine, its segment, or a name without a dot: no public web site. */
const LOCAL =
  /^(localhost|[^.:]+|.*\.localhost|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|169\.254\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+)(:\d+)?$/;

function hostFaults({ allowed }: WebPortal, production: boolean): readonly Found[] {
  return allowed.flatMap(({ host }, at): readonly Found[] => {
    const found = { path: `allowed.${at}.host`, detail: host };
    if (/^\*\.[^.]+$/.test(host)) return [{ ...found, word: 'portal-host-too-wide' }];
    return production && LOCAL.test(host) ? [{ ...found, word: 'portal-host-local' }] : [];
  });
}

const refreshFaults = ({ allowed, eid }: WebPortal): readonly Found[] =>
  (eid?.refreshHosts ?? []).flatMap((host, at) =>
    allowed.some((part) => part.purpose === 'page' && (part.host === host || coversHost(part.host, host)))
      ? []
      : [{ path: `eid.refreshHosts.${at}`, word: 'portal-refresh-not-allowed', detail: host }],
  );

const deviceLacks = ({ eid, downloads, uploads }: WebPortal, devices: SiteDefinition['devices']): readonly Found[] => [
  ...(eid && !devices.eid ? [{ path: 'eid', word: 'portal-eid-no-reader' }] : []),
  ...(uploads === 'scan' && !devices.scanner ? [{ path: 'uploads', word: 'portal-scan-no-scanner' }] : []),
  ...(downloads === 'print' && !devices.pagePrinter ? [{ path: 'downloads', word: 'portal-print-no-printer' }] : []),
];
