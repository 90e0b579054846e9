import { needsOf } from '../schema/needs.ts';
import type { ServiceDefinition } from '../schema/service.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that nobody can begin at this terminal, because it does not have what they need. */
export const deviceFaults = (
  { devices, portals }: Pick<SiteDefinition, 'devices' | 'portals'>,
  services: readonly ServiceDefinition[],
  name: { readonly service: (id: string) => string },
): readonly ConfigurationFault[] =>
  services.flatMap((service) =>
    needsOf(service, {
      wallet: portals.wallet !== null,
      link: portals.phoneRelay?.link === true,
      online: portals.paymentPortal !== null,
    })
      .devices.filter((kind) => !devices[kind])
      .map((kind) => fault({ reason: 'unfit', file: name.service(service.id), word: `device-missing-${kind}` })),
  );
