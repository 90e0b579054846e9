import { submissionRoute } from '../../../config/schema/route.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import { leikaIdentifier } from '../../../portals/fit-connect/api/public-service.ts';

/** As authorities know a service: by its LeiKa key, or as it is configured; `null` if neither is known. */
export function serviceIdentifier(service: Pick<ServiceDefinition, 'leika' | 'route'>): string | null {
  if (service.leika !== null) return leikaIdentifier(service.leika);
  const route = submissionRoute(service);
  return (route && 'publicService' in route && route.publicService) || null;
}
