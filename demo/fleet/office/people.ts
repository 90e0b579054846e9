import type { Role } from '../../../admin-console/contract/access/permissions.ts';
import { addStaff } from '../../../admin-console/store/access/staff.ts';
import type { HubDatabase } from '../../../admin-console/store/database.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Bug } from '../../../foundation/errors.ts';

/** Who works with the hub of the demo: nobody who exists. */
const STAFF = {
  'jana.albrecht': { role: 'administrator', tenants: ['default'] },
  'murat.yilmaz': { role: 'releaser', tenants: ['default'] },
  'heike.sommer': { role: 'administrator', tenants: ['beispielhausen'] },
  'oliver.brandt': { role: 'releaser', tenants: ['beispielhausen'] },
  'lena.fischer': { role: 'technician', tenants: ['default', 'beispielhausen'] },
  'piotr.nowak': { role: 'technician', tenants: ['default', 'beispielhausen'] },
  'sabine.krause': { role: 'treasurer', tenants: ['default'] },
  'erik.lang': { role: 'auditor', tenants: ['default', 'beispielhausen'] },
} as const satisfies Readonly<Record<string, { readonly role: Role; readonly tenants: readonly string[] }>>;
export type StaffName = keyof typeof STAFF;

/** Somebody who acts. */
interface Person {
  readonly kind: 'user';
  readonly id: string;
  readonly name: StaffName;
}
export type People = Readonly<Record<StaffName, Person>>;

/** @returns false if they are there already */
export async function hire(db: HubDatabase, clock: Clock): Promise<boolean> {
  const names = Object.keys(STAFF) as StaffName[];
  const known = await db.selectFrom('staff').select('id').where('name', 'in', names).limit(1).executeTakeFirst();
  if (known) return false;
  for (const name of names) {
    const { role, tenants } = STAFF[name];
    for (const tenantId of tenants) {
      await addStaff(db, clock, 'owner', { name, tenantId, roles: [role], reason: 'Beginn des Betriebs' });
    }
  }
  return true;
}

export async function peopleOf(db: HubDatabase): Promise<People> {
  const rows = await db.selectFrom('staff').select(['id', 'name']).execute();
  const person = (name: StaffName): [StaffName, Person] => {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Bug(`nobody was hired under the name ${name}`);
    return [name, { kind: 'user', id: row.id, name }];
  };
  return Object.fromEntries((Object.keys(STAFF) as StaffName[]).map(person)) as unknown as People;
}
