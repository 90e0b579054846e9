import { Refusal } from '../../../foundation/errors.ts';
import { ALL_TENANTS, type Principal, tenantsWhere } from '../../domain/access/principal.ts';
import { tenantsOfStaff } from '../../store/access/staff.ts';
import type { HubDatabase } from '../../store/database.ts';

/**
 * Who has a role elsewhere too is not one tenant's to sign out, or to let in by another way.
 * @throws Refusal `not-found`, `has-roles-elsewhere`
 */
export async function mustBeWhollyOf(
  db: HubDatabase,
  principal: Principal,
  staffId: string,
  tenantId: string,
): Promise<void> {
  const held = await tenantsOfStaff(db, staffId);
  if (!held.includes(tenantId)) throw new Refusal('not-found');
  const managed = tenantsWhere(principal, 'access.manage');
  const isManaged = managed.has(ALL_TENANTS) || held.every((tenant) => managed.has(tenant));
  if (!isManaged) throw new Refusal('has-roles-elsewhere');
}
