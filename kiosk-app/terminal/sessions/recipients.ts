import { fixedDestination, isRoutedByPlace } from '../../../config/schema/route.ts';
import type { ServiceDefinition } from '../../../config/schema/service.ts';
import type { SiteDefinition } from '../../../config/schema/site.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { RoutingClient, RoutingFailure } from '../../../portals/routing/client.ts';
import type { Area, CompetentAuthority } from '../../../portals/routing/contract.ts';

/** Who may receive one session's requests. */
export interface Recipients {
  /** @throws Refusal `routing-unavailable` */
  areas(postalCode: string): Promise<{ areas: Area[] }>;
  /** @throws Refusal as the channel says of `routing.authority` */
  find(service: ServiceDefinition, areaId: string): Promise<CompetentAuthority>;
  /**
   * The destination of a service's request. A session is not believed about it: it is that of the configuration, or one
   * whose addressing information was verified for this session and service.
   * @param told by the session; needed where the service is routed by place
   * @throws Refusal `unknown-service`, `wrong-destination`
   */
  destination(service: ServiceDefinition, told?: string): string;
}

const REFUSALS: Readonly<Record<RoutingFailure['reason'], string>> = {
  unavailable: 'routing-unavailable',
  'no-route': 'no-route',
  'several-routes': 'several-routes',
  refused: 'route-refused',
};
const refusalOf = ({ reason }: RoutingFailure) => new Refusal(REFUSALS[reason]);

export function createRecipients(
  { portals }: Pick<SiteDefinition, 'portals'>,
  routing: RoutingClient | null,
): Recipients {
  const verified = new Map<string, Set<string>>();

  return {
    async areas(postalCode) {
      const found = await routing?.areas(postalCode);
      if (!found?.ok) throw found ? refusalOf(found.error) : new Refusal('routing-unavailable');
      return { areas: [...found.value] };
    },

    async find({ id, leika, ...service }, areaId) {
      if (!routing || leika === null || !isRoutedByPlace(service)) throw new Refusal('no-route');
      const found = await routing.authority(leika, areaId);
      if (!found.ok) throw refusalOf(found.error);
      verified.set(id, new Set([...(verified.get(id) ?? []), found.value.destinationId]));
      return found.value;
    },

    destination(service, told) {
      if (isRoutedByPlace(service)) {
        if (told === undefined || !verified.get(service.id)?.has(told)) throw new Refusal('wrong-destination');
        return told;
      }
      const name = fixedDestination(service);
      const id = name === null ? undefined : portals.fitConnect.destinations[name];
      if (id === undefined) throw new Refusal('unknown-service');
      if (told !== undefined && told !== id) throw new Refusal('wrong-destination');
      return id;
    },
  };
}
