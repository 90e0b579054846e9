import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { TagChangePreview, TagChangeView, TagView } from '../../contract/terminals/tags.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import { RETENTION } from '../../domain/retention.ts';
import {
  inverseOf,
  type PlannedChange,
  planChange,
  type TagChange,
  type TagEffect,
} from '../../domain/tags/tag-change.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { jsonList, jsonRows, text } from '../fleet/json-rows.ts';
import { isSelected } from '../fleet/terminal-filter.ts';
import { tagsOf } from './tags-of.ts';

/** Tags that terminals of these tenants have, by name. */
export async function tagsIn(db: HubDatabase, tenants: readonly string[]): Promise<readonly TagView[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('terminalTag')
    .innerJoin('terminal', 'terminal.id', 'terminalTag.terminalId')
    .select(({ fn }) => ['tag', fn.countAll<number>().as('terminals')])
    .where('tenantId', 'in', tenants)
    .groupBy('tag')
    .orderBy('tag')
    .execute();
  return rows.map(({ tag, terminals }) => ({ tag, terminals: Number(terminals) }));
}

/** What a change would do. Changes nothing. */
export async function previewChange(
  db: HubDatabase,
  tenantId: string,
  selection: TerminalSelection,
  change: TagChange,
): Promise<TagChangePreview> {
  return countsOf(await planned(db, tenantId, selection, change));
}

/** @throws Refusal `not-found` if none is selected */
export function changeTags(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  tenantId: string,
  selection: TerminalSelection,
  change: TagChange,
): Promise<TagChangeView> {
  return db.transaction().execute(async (tx) => {
    const plan = await planned(tx, tenantId, selection, change);
    if (plan.effects.length + plan.unchanged + plan.full === 0) throw new Refusal('not-found');
    const id = randomUUID();
    await apply(tx, clock, plan.effects);
    const effects = JSON.stringify(plan.effects);
    await tx.insertInto('tagChange').values({ id, tenantId, at: clock.now(), effects }).execute();
    const after = { ...change, ...countsOf(plan) };
    await audit(tx, clock, actor, 'tags.changed', subjectOf(plan.effects, id), { tenantId, after });
    return { id, ...countsOf(plan) };
  });
}

/**
 * Takes back what a change did: what others have done with the same terminals since stays.
 * @throws Refusal `not-found` for one that is not there, was taken back, or is too old
 */
export function undoChange(
  db: HubDatabase,
  clock: Clock,
  actor: string,
  tenantId: string,
  id: string,
): Promise<TagChangePreview> {
  return db.transaction().execute(async (tx) => {
    const taken = await tx
      .deleteFrom('tagChange')
      .where('id', '=', id)
      .where('tenantId', '=', tenantId)
      .returning('effects')
      .executeTakeFirst();
    if (!taken) throw new Refusal('not-found');
    const effects = (JSON.parse(taken.effects) as TagEffect[]).map(inverseOf);
    await apply(tx, clock, effects);
    const done = { changed: effects.length, unchanged: 0, full: 0 };
    await audit(tx, clock, actor, 'tags.change-undone', subjectOf(effects, id), { tenantId, after: done });
    return done;
  });
}

/** @returns how many */
export async function eraseOldTagChanges(db: HubDatabase, clock: Clock): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('tagChange')
    .where('at', '<', clock.now() - RETENTION.tagChanges.keptMs)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function planned(
  db: HubDatabase,
  tenantId: string,
  selection: TerminalSelection,
  change: TagChange,
): Promise<PlannedChange> {
  const rows = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .select('terminal.id')
    .where('terminal.tenantId', '=', tenantId)
    .where(isSelected(selection))
    .orderBy('terminal.id')
    .execute();
  const ids = rows.map(({ id }) => id);
  const tags = await tagsOf(db, ids);
  return planChange(
    ids.map((terminalId) => ({ terminalId, tags: tags.get(terminalId) ?? [] })),
    change,
  );
}

async function apply(tx: HubDatabase, clock: Clock, effects: readonly TagEffect[]): Promise<void> {
  const pairs = (of: 'add' | 'remove') =>
    effects.flatMap((effect) => effect[of].map((tag) => ({ terminalId: effect.terminalId, tag })));
  const [gone, fresh] = [pairs('remove'), pairs('add')];
  if (gone.length > 0) {
    await sql`
      delete from "terminalTag" where exists (select 1 from ${jsonRows(tx, gone)}
        where "terminalTag"."terminalId" = ${text('terminalId')} and "terminalTag"."tag" = ${text('tag')})`.execute(tx);
  }
  if (fresh.length > 0) {
    await sql`
      insert into "terminalTag" ("terminalId", "tag")
      select ${text('terminalId')}, ${text('tag')} from ${jsonRows(tx, fresh)} where true
      on conflict do nothing`.execute(tx);
  }
  const ids = effects.map(({ terminalId }) => terminalId);
  if (ids.length === 0) return;
  await tx.updateTable('terminal').set({ changedAt: clock.now() }).where('id', 'in', jsonList(tx, ids)).execute();
}

const countsOf = ({ effects, unchanged, full }: PlannedChange): TagChangePreview => ({
  changed: effects.length,
  unchanged,
  full,
});

/** Of one terminal its id, so that its history shows it. */
const subjectOf = (effects: readonly TagEffect[], id: string): string =>
  effects.length === 1 ? (effects[0]?.terminalId ?? id) : id;
