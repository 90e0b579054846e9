import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ConfigurationDraft } from '../../contract/configuration/configuration.ts';
import type { ConfigurationStep } from '../../contract/configuration/configuration-review.ts';
import { compose } from '../../domain/configuration/layers.ts';
import type { ConfigurationReviews } from '../../domain/configuration/reviews.ts';
import { type ConfigurationActor, mayRelease } from '../../domain/configuration/rules.ts';
import type { HubDatabase } from '../database.ts';
import { comment, commentsOf } from './comments.ts';
import { layersOf } from './compositions.ts';
import { mustHaveReachedAll } from './rollout-gate.ts';
import { draftById, newestRelease, RELEASE_COLUMNS, releaseById, releaseOf, type WithFiles } from './rows.ts';
import { reachOf, spreadOf } from './spread.ts';

type Layer = Pick<ConfigurationDraft, 'tenantId' | 'scope' | 'scopeId'>;

export function createConfigurationReviews(db: HubDatabase, clock: Clock): ConfigurationReviews {
  return {
    async review(tenants, draftId, actor) {
      const { files: _, ...draft } = await draftById(db, tenants, draftId);
      const one = async (column: 'id' | 'draftId', id: string | null) => {
        if (id === null) return null;
        const row = await db
          .selectFrom('configurationRelease')
          .select(RELEASE_COLUMNS)
          .where(column, '=', id)
          .executeTakeFirst();
        return row ? releaseOf(row) : null;
      };
      return {
        draft,
        base: await one('id', draft.baseId),
        former: await one('id', draft.rollsBackTo),
        authors: await namesOf(db, draft.authors),
        reach: await reachOf(db, draft),
        obstacle: await obstacleTo(db, draft, actor),
        releaseId: (await one('draftId', draftId))?.id ?? null,
        story: await storyOf(db, [draftId]),
        comments: await commentsOf(db, draftId),
      };
    },
    comment: (tenants, draftId, said, actor) => comment({ db, clock }, tenants, draftId, said, actor),
    async comparison(tenants, { from, to, revision }) {
      const after = await layerState(db, tenants, to);
      if (revision !== undefined && 'revision' in after && after.revision !== revision)
        throw new Refusal('changed-meanwhile');
      const before = from === undefined ? null : await layerState(db, tenants, from);
      if (before && (before.scope !== after.scope || before.scopeId !== after.scopeId))
        throw new Refusal('other-layer');
      // As they are now, without its own.
      const below = (await layersOf(db, after)).slice(0, -1).map(({ files }) => files);
      return {
        before: compose([...below, before?.files ?? {}]),
        after: compose([...below, after.files]),
      };
    },
    async spread(tenants, releaseId) {
      const { files: _, ...release } = await releaseById(db, tenants, releaseId);
      const { draftId } = release;
      return {
        release,
        ...(await spreadOf(db, clock, release)),
        story: await storyOf(db, [releaseId, ...(draftId === null ? [] : [draftId])]),
        comments: draftId === null ? [] : await commentsOf(db, draftId),
      };
    },
  };
}

/** A release, or a draft. */
async function layerState(
  db: HubDatabase,
  tenants: readonly string[],
  id: string,
): Promise<WithFiles<Layer & { readonly revision?: number }>> {
  const isRelease = await db.selectFrom('configurationRelease').select('id').where('id', '=', id).executeTakeFirst();
  return isRelease ? releaseById(db, tenants, id) : draftById(db, tenants, id);
}

/** Why this person cannot release it, whenever it is to hold. */
async function obstacleTo(db: HubDatabase, draft: ConfigurationDraft, actor: ConfigurationActor) {
  const newest = await newestRelease(db, draft);
  try {
    mayRelease({ draft, revision: draft.revision, actor, newest, activeFrom: Number.POSITIVE_INFINITY });
    await mustHaveReachedAll(db, newest);
    return null;
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.reason;
    throw thrown;
  }
}

/** People and programs; one that is gone has no name. */
async function namesOf(db: HubDatabase, ids: readonly string[]): Promise<readonly string[]> {
  const people = await db.selectFrom('staff').select('name').where('id', 'in', ids).orderBy('name').execute();
  const keys = await db.selectFrom('accessKey').select('name').where('id', 'in', ids).orderBy('name').execute();
  return [...people, ...keys].map(({ name }) => name);
}

/** The oldest first; what people said is told elsewhere. */
async function storyOf(db: HubDatabase, subjects: readonly string[]): Promise<readonly ConfigurationStep[]> {
  return db
    .selectFrom('audit')
    .select(['at', 'actor', 'act', 'reason'])
    .where('subject', 'in', subjects)
    .where('act', 'like', 'configuration.%')
    .where('act', '!=', 'configuration.draft.commented')
    .orderBy('seq')
    .execute();
}
