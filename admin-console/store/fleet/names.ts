import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ServiceTitle, TerminalNamed, TerminalView } from '../../contract/terminals/terminal-view.ts';
import { audit } from '../audit.ts';
import type { Bell } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { ringPages } from './link-orders.ts';

/** @throws Refusal `name-taken`, `not-found` */
export async function setName(
  db: HubDatabase,
  bell: Bell,
  clock: Clock,
  { id, name }: Pick<TerminalView, 'id' | 'name'>,
  actor: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await tx.selectFrom('terminal').select(['tenantId', 'name']).where('id', '=', id).executeTakeFirst();
    if (!before) throw new Refusal('not-found');
    const { tenantId } = before;
    const other = await tx
      .selectFrom('terminal')
      .select('id')
      .where('tenantId', '=', tenantId)
      .where('name', '=', name)
      .where('id', '!=', id)
      .executeTakeFirst();
    if (other) throw new Refusal('name-taken');
    await tx.updateTable('terminal').set({ name, changedAt: clock.now() }).where('id', '=', id).execute();
    await audit(tx, clock, actor, 'terminal.named', id, { tenantId, before: before.name, after: name });
  });
  await ringPages(db, bell, clock);
}

/** Those of these terminals that have one. */
export async function terminalNames(
  db: HubDatabase,
  tenants: readonly string[],
  ids: readonly string[],
): Promise<readonly TerminalNamed[]> {
  if (tenants.length === 0 || ids.length === 0) return [];
  const rows = await db
    .selectFrom('terminal')
    .select(['id', 'name'])
    .where('tenantId', 'in', tenants)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, name }) => (name === null ? [] : [{ id, name }]));
}

/** Of what terminals have told: those with the same configuration tell the same, so that few rows are read. */
export async function serviceTitles(db: HubDatabase, tenants: readonly string[]): Promise<readonly ServiceTitle[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('terminalState')
    .innerJoin('terminal', 'terminal.id', 'terminalState.terminalId')
    .select('terminalState.services')
    .distinct()
    .where('terminal.tenantId', 'in', tenants)
    .execute();
  const titles = new Map<string, ServiceTitle['titles']>();
  for (const { services } of rows) {
    // Checked by the contract when it came in.
    for (const { id, titles: told } of JSON.parse(services) as readonly Partial<ServiceTitle>[])
      if (id !== undefined) titles.set(id, { ...titles.get(id), ...told });
  }
  return [...titles].map(([id, told]) => ({ id, titles: told })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
