import { isAppointment, isRoutedByPlace } from '../schema/route.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { type ConfigurationFault, fault } from './fault.ts';

type Portals = SiteDefinition['portals'];

/** Which services need a portal of their own kind, and whether a site names one. */
const NEEDED = [
  {
    isNeeded: isRoutedByPlace,
    isNamed: ({ fitConnect }: Portals) => fitConnect.routing !== null,
    word: 'no-routing',
  },
  { isNeeded: isAppointment, isNamed: ({ appointments }: Portals) => appointments !== null, word: 'no-appointments' },
  {
    isNeeded: ({ route }: ServiceDefinition) => route.kind === 'lookup',
    isNamed: ({ documentStatus }: Portals) => documentStatus !== null,
    word: 'no-document-status',
  },
] as const;

/** Services that need a portal, at a site that names none of its kind. @param file what faults call a service's file */
export const missingPortalFaults = (
  { portals }: Pick<SiteDefinition, 'portals'>,
  services: readonly ServiceDefinition[],
  file: (id: string) => string,
): readonly ConfigurationFault[] =>
  NEEDED.filter(({ isNamed }) => !isNamed(portals)).flatMap(({ isNeeded, word }) =>
    services
      .filter((service) => isNeeded(service))
      .map(({ id }) => fault({ reason: 'unfit', file: file(id), path: 'route.kind', word })),
  );
