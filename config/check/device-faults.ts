import { needsOf } from '../schema/needs.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that nobody can begin at this terminal, because it does not have what they need. */
export const deviceFaults = (
  { devices }: Pick<SiteDefinition, 'devices'>,
  services: readonly ServiceDefinition[],
  name: { readonly service: (id: string) => string },
): readonly ConfigurationFault[] =>
  services.flatMap((service) =>
    needsOf(service)
      .devices.filter((kind) => !devices[kind])
      .map((kind) => fault({ reason: 'unfit', file: name.service(service.id), word: `device-missing-${kind}` })),
  );
