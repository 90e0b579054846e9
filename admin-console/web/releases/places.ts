import type { ConfigurationDraft } from '../../contract/configuration/configuration.ts';
import type { Desk } from '../frame/desk.ts';
import { useNames } from '../frame/names.ts';

export type Layer = Pick<ConfigurationDraft, 'tenantId' | 'scope' | 'scopeId'>;

/** "Standort Bibliothek", "Gemeinde Musterstadt", "Terminal rathaus-1": whom a layer of configuration is for. */
export type PlaceWords = (layer: Layer) => string;

export function usePlaceWords({ tenant, language, say, session }: Desk): PlaceWords {
  const names = useNames(tenant, language);
  return ({ scope, scopeId }) => {
    const tenants = session.tenants.filter(({ id }) => id === scopeId);
    const name = scope === 'tenant' ? tenants[0]?.name : scope === 'location' ? names.location(scopeId) : null;
    return say(`place.${scope}`, { name: name ?? scopeId });
  };
}

export const sameLayer = (a: Layer, b: Layer): boolean => a.scope === b.scope && a.scopeId === b.scopeId;
