import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that ask whether a document is ready, at a site that names nobody to ask. @param file of a service, in faults */
export const documentStatusFaults = (
  { portals }: Pick<SiteDefinition, 'portals'>,
  services: readonly ServiceDefinition[],
  file: (id: string) => string,
): readonly ConfigurationFault[] =>
  portals.documentStatus !== null
    ? []
    : services
        .filter(({ route }) => route.kind === 'lookup')
        .map(({ id }) => fault({ reason: 'unfit', file: file(id), path: 'route.kind', word: 'no-document-status' }));
