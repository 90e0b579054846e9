import type { ServiceDefinition } from '../schema/service.ts';
import { type ConfigurationFault, fault } from './fault.ts';

/** Services that send whoever cannot identify to an appointment that nobody can book. */
export const insteadOfEidFaults = (
  services: readonly ServiceDefinition[],
  file: (id: string) => string,
): readonly ConfigurationFault[] =>
  services.flatMap(({ id, insteadOfEid }) => {
    if (insteadOfEid === undefined) return [];
    const route = services.find((service) => service.id === insteadOfEid)?.route;
    const books = route?.kind === 'appointment' && route.concerns.some((concern) => concern.for === id);
    const place = { file: file(id), path: 'insteadOfEid', detail: insteadOfEid };
    return books ? [] : [fault({ reason: 'unfit', ...place, word: 'no-appointment-for-it' })];
  });
