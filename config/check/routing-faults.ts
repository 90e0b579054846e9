import { isRoutedByPlace } from '../schema/route.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that need the routing service, at a site that names none. @param file what faults call a service's file */
export const routingFaults = (
  { portals }: Pick<SiteDefinition, 'portals'>,
  services: readonly ServiceDefinition[],
  file: (id: string) => string,
): readonly ConfigurationFault[] =>
  portals.fitConnect.routing !== null
    ? []
    : services
        .filter(isRoutedByPlace)
        .map(({ id }) => fault({ reason: 'unfit', file: file(id), path: 'route.kind', word: 'no-routing' }));
