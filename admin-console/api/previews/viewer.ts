import { Refusal } from '../../../foundation/errors.ts';
import { ALL_TENANTS, type Principal, tenantsWhere } from '../../domain/access/principal.ts';
import type { Viewer } from '../../domain/previews.ts';

/**
 * A person as the one whose previews they are.
 * @param tenants in which they may read configuration
 * @throws Refusal `needs-a-person` for a program with a key: it has no screen
 */
export function viewerOf({ kind, id, name }: Principal, tenants: readonly string[]): Viewer {
  if (kind !== 'user') throw new Refusal('needs-a-person');
  return { id, name, tenants };
}

/** The same for a connection that names no tenant. @param existing ids of all tenants there are */
export function viewerAmong(principal: Principal | null, existing: readonly string[]): Viewer {
  if (!principal) throw new Refusal('not-signed-in');
  const held = tenantsWhere(principal, 'configuration.read');
  return viewerOf(
    principal,
    existing.filter((tenant) => held.has(tenant) || held.has(ALL_TENANTS)),
  );
}
