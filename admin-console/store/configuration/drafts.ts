import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type {
  ConfigurationDraft,
  ConfigurationScope,
  DraftState,
  LayerFiles,
} from '../../contract/configuration/configuration.ts';
import type { NewDraft } from '../../domain/configuration/configurations.ts';
import { changeFiles } from '../../domain/configuration/layers.ts';
import { type ConfigurationActor, mustBeOpen } from '../../domain/configuration/rules.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { draftById, mustBePlaceOf, newestRelease, releaseById, type WithFiles } from './rows.ts';

type Context = { readonly db: HubDatabase; readonly clock: Clock };
type Tenants = readonly string[];

export const layerName = ({ scope, scopeId }: { readonly scope: ConfigurationScope; readonly scopeId: string }) =>
  `${scope}:${scopeId}`;

export function begin({ db, clock }: Context, draft: NewDraft, actor: ConfigurationActor): Promise<ConfigurationDraft> {
  return db.transaction().execute(async (tx) => {
    await mustBePlaceOf(tx, draft);
    const base = await newestRelease(tx, draft);
    return insert(tx, clock, actor, {
      ...draft,
      state: 'open',
      files: base?.files ?? {},
      baseId: base?.id ?? null,
      rollsBackTo: null,
    });
  });
}

/** A draft with the content of a former release, submitted. */
export function askForRollBack(
  { db, clock }: Context,
  tenants: Tenants,
  releaseId: string,
  actor: ConfigurationActor,
): Promise<ConfigurationDraft> {
  return db.transaction().execute(async (tx) => {
    const former = await releaseById(tx, tenants, releaseId);
    const newest = await newestRelease(tx, former);
    if (newest === null || newest.id === former.id) throw new Refusal('wrong-state', 'newest');
    const { tenantId, scope, scopeId, title, files } = former;
    return insert(tx, clock, actor, {
      tenantId,
      scope,
      scopeId,
      title,
      files,
      state: 'submitted',
      baseId: newest.id,
      rollsBackTo: former.id,
    });
  });
}

async function insert(
  tx: HubDatabase,
  clock: Clock,
  actor: ConfigurationActor,
  draft: NewDraft & Pick<WithFiles<ConfigurationDraft>, 'state' | 'files' | 'baseId' | 'rollsBackTo'>,
): Promise<ConfigurationDraft> {
  const now = clock.now();
  const added = {
    id: randomUUID(),
    ...draft,
    revision: 1,
    authors: [actor.id],
    createdAt: now,
    changedAt: now,
    changedBy: actor.name,
  };
  const { files, ...made } = added;
  await tx
    .insertInto('configurationDraft')
    .values({ ...made, files: JSON.stringify(files), authors: JSON.stringify(made.authors) })
    .execute();
  await audit(tx, clock, actor.name, 'configuration.draft.begun', made.id, {
    tenantId: made.tenantId,
    after: { layer: layerName(made), title: made.title, rollsBackTo: made.rollsBackTo },
  });
  return made;
}

export interface DraftChange {
  /** As it was seen. */
  readonly revision: number;
  readonly files: LayerFiles;
  /** Left out: as it was. */
  readonly title?: string | undefined;
}

export function change(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  { revision, files: changed, title }: DraftChange,
  actor: ConfigurationActor,
): Promise<ConfigurationDraft> {
  return db.transaction().execute(async (tx) => {
    const draft = await draftById(tx, tenants, id);
    mustBeOpen(draft, revision);
    const files = changeFiles(draft.files, changed, draft.scope === 'tenant');
    const next = await write(tx, clock, draft, actor, {
      ...{ files, title: title ?? draft.title, authors: withAuthor(draft, actor) },
    });
    await audit(tx, clock, actor.name, 'configuration.draft.changed', id, {
      tenantId: draft.tenantId,
      after: { revision: next.revision, files: Object.keys(changed).sort() },
    });
    return next;
  });
}

/** Into another state: `from` are those in which that is possible. */
export function move(
  { db, clock }: Context,
  tenants: Tenants,
  id: string,
  step: {
    readonly act: string;
    readonly from: readonly DraftState[];
    readonly to: DraftState;
    readonly revision?: number;
    readonly reason?: string;
    /** Who submits stands for it: another person releases. */
    readonly isAuthor: boolean;
  },
  actor: ConfigurationActor,
): Promise<ConfigurationDraft> {
  return db.transaction().execute(async (tx) => {
    const draft = await draftById(tx, tenants, id);
    if (!step.from.includes(draft.state)) throw new Refusal('wrong-state', draft.state);
    if (step.revision !== undefined && step.revision !== draft.revision) throw new Refusal('changed-meanwhile');
    const authors = step.isAuthor ? withAuthor(draft, actor) : draft.authors;
    const next = await write(tx, clock, draft, actor, { state: step.to, authors });
    await audit(tx, clock, actor.name, step.act, id, {
      tenantId: draft.tenantId,
      reason: step.reason,
      before: { state: draft.state },
      after: { state: next.state },
    });
    return next;
  });
}

/** @throws Refusal `changed-meanwhile` if another process was faster */
export async function write(
  tx: HubDatabase,
  clock: Clock,
  draft: WithFiles<ConfigurationDraft>,
  actor: ConfigurationActor,
  to: Partial<Pick<WithFiles<ConfigurationDraft>, 'state' | 'files' | 'authors' | 'title'>>,
): Promise<ConfigurationDraft> {
  const { files, ...next } = {
    ...draft,
    ...to,
    revision: draft.revision + 1,
    changedAt: clock.now(),
    changedBy: actor.name,
  };
  const { state, title, revision, authors, changedAt, changedBy } = next;
  const written = await tx
    .updateTable('configurationDraft')
    .set({
      state,
      title,
      revision,
      authors: JSON.stringify(authors),
      changedAt,
      changedBy,
      ...(to.files && { files: JSON.stringify(files) }),
    })
    .where('id', '=', draft.id)
    .where('revision', '=', draft.revision)
    .where('state', '=', draft.state)
    .executeTakeFirst();
  if (Number(written.numUpdatedRows) !== 1) throw new Refusal('changed-meanwhile');
  return next;
}

const withAuthor = ({ authors }: ConfigurationDraft, { id }: ConfigurationActor): readonly string[] => [
  ...new Set([...authors, id]),
];
