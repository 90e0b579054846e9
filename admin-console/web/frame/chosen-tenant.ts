import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../../contract/access/access.ts';
import { ALL } from '../../contract/routes.ts';
import { hrefOf, type PageAddress, replacePlace } from '../router.ts';

/** Kept for the tab: read anew, the page is about the same municipality. */
const KEPT_AS = 'console-tenant';

/**
 * The municipality that the bar names, for every page: an id, or `ALL`. An address that names one ("?tenant=") chooses
 * it, so that the bar never says another one than the page is about.
 */
export function useChosenTenant(
  tenants: SessionView['tenants'],
  { page, query }: PageAddress,
): readonly [string, (id: string) => void] {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(KEPT_AS) ?? ALL);
  const named = query.get('tenant');
  const isKnown = (id: string | null) => tenants.some((tenant) => tenant.id === id);
  const tenant = named !== null && isKnown(named) ? named : isKnown(chosen) ? chosen : ALL;
  const keep = (id: string) => {
    sessionStorage.setItem(KEPT_AS, id);
    setChosen(id);
  };
  useEffect(() => {
    if (tenant === named) keep(named);
  }, [tenant, named]);
  const choose = (id: string) => {
    keep(id);
    // What the address names besides belongs to the former municipality.
    if (named !== null) replacePlace(hrefOf(page));
  };
  return [tenant, choose];
}
