import type { ConfigurationDraft } from '../../contract/configuration.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';

export type Layer = Pick<ConfigurationDraft, 'tenantId' | 'scope' | 'scopeId'>;

/** "Standort Bibliothek", "Gemeinde Musterstadt", "Terminal rathaus-1": whom a layer of configuration is for. */
export type PlaceWords = (layer: Layer) => string;

export function usePlaceWords({ tenant, say, session }: Desk): PlaceWords {
  const [looked] = useLook<{ id: string; name: string }[]>(ROUTES.locations(tenant));
  const locations = looked.kind === 'there' ? looked.of : [];
  return ({ scope, scopeId }) => {
    const named = scope === 'tenant' ? session.tenants : scope === 'location' ? locations : [];
    return say(`place.${scope}`, { name: named.find(({ id }) => id === scopeId)?.name ?? scopeId });
  };
}

export const sameLayer = (a: Layer, b: Layer): boolean => a.scope === b.scope && a.scopeId === b.scopeId;
