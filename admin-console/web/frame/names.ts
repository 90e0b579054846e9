import { useMemo } from 'preact/hooks';
import { ROUTES } from '../../contract/routes.ts';
import type { ServiceTitle, TerminalView } from '../../contract/terminals/terminal-view.ts';
import type { ConsoleLanguage } from '../texts.ts';
import { useLook } from './look.ts';

/** Names change rarely: they are asked for again after so many milliseconds. */
const NAMES_EVERY = 60_000;

/** What people call things that the hub knows by ids. What has no name (yet) is called by its id. */
export interface Names {
  /** Of a place; "–" for none. */
  location(id: string | null): string;
  /** Title in the reader's language, else in the other one. */
  service(id: string): string;
  /** Its name; show the id beside it, small, where the two differ. */
  terminal(of: Pick<TerminalView, 'id' | 'name'>): string;
  readonly locations: readonly Named[];
  /** In the order of the alphabet. */
  readonly services: readonly Named[];
}
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** @param tenant id, or `ALL` */
export function useNames(tenant: string, language: ConsoleLanguage): Names {
  const [locations] = useLook<readonly Named[]>(ROUTES.locations(tenant), { every: NAMES_EVERY });
  const [titles] = useLook<readonly ServiceTitle[]>(ROUTES.serviceTitles(tenant), { every: NAMES_EVERY });
  return useMemo(
    () => namesOf(language, locations.kind === 'there' ? locations.of : [], titles.kind === 'there' ? titles.of : []),
    [language, locations, titles],
  );
}

export function namesOf(
  language: ConsoleLanguage,
  locations: readonly Named[],
  services: readonly ServiceTitle[],
): Names {
  const places = new Map(locations.map(({ id, name }) => [id, name]));
  const titles = new Map(services.map((service) => [service.id, service.titles]));
  const service = (id: string) => {
    const known = titles.get(id);
    return known?.[language] ?? known?.de ?? known?.en ?? id;
  };
  return {
    locations,
    services: services
      .map(({ id }) => ({ id, name: service(id) }))
      .sort((one, other) => one.name.localeCompare(other.name, language)),
    location: (id) => (id === null ? '–' : (places.get(id) ?? id)),
    service,
    terminal: ({ id, name }) => name ?? id,
  };
}
