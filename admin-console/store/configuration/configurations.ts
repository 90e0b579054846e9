import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { LayerFiles } from '../../contract/configuration/configuration.ts';
import type { Configurations } from '../../domain/configuration/configurations.ts';
import { difference } from '../../domain/configuration/diff.ts';
import type { HubDatabase } from '../database.ts';
import { checkDraft, composedDraft, layersOf } from './compositions.ts';
import * as drafts from './drafts.ts';
import * as releases from './releases.ts';
import { DRAFT_COLUMNS, draftById, draftOf, RELEASE_COLUMNS, releaseById, releaseOf } from './rows.ts';
import { terminalConfigurations } from './terminal-configurations.ts';

/** @param onReleased called after an act by which something else may be in force */
export function createConfigurations(db: HubDatabase, clock: Clock, onReleased: () => void): Configurations {
  const context = { db, clock };
  const told = async <T>(act: Promise<T>): Promise<T> => {
    const answer = await act;
    onReleased();
    return answer;
  };
  const mustBeSound = async (tenants: readonly string[], id: string) => {
    if ((await checkDraft(db, await draftById(db, tenants, id))).length > 0) throw new Refusal('has-faults');
  };
  return {
    async drafts(tenants) {
      const rows = await db
        .selectFrom('configurationDraft')
        .select(DRAFT_COLUMNS)
        .where('tenantId', 'in', [...tenants, ''])
        .where('state', 'in', ['open', 'submitted'])
        .orderBy('changedAt', 'desc')
        .execute();
      return rows.map(draftOf);
    },
    draft: (tenants, id) => draftById(db, tenants, id),
    layers: (place) => layersOf(db, place),
    async revision(tenants, id) {
      const row = await db
        .selectFrom('configurationDraft')
        .select('revision')
        .where('id', '=', id)
        .where('tenantId', 'in', [...tenants, ''])
        .executeTakeFirst();
      if (!row) throw new Refusal('not-found');
      return row.revision;
    },
    composed: async (tenants, id) => composedDraft(db, await draftById(db, tenants, id)),
    begin: (draft, actor) => drafts.begin(context, draft, actor),
    change: (tenants, id, revision, change, actor, title) =>
      drafts.change(context, tenants, id, { revision, files: change, title }, actor),
    check: async (tenants, id) => checkDraft(db, await draftById(db, tenants, id)),
    async submit(tenants, id, revision, actor) {
      await mustBeSound(tenants, id);
      const step = { act: 'configuration.draft.submitted', from: ['open'], to: 'submitted', isAuthor: true } as const;
      return drafts.move(context, tenants, id, { ...step, revision }, actor);
    },
    reopen: (tenants, id, actor, reason) =>
      drafts.move(
        context,
        tenants,
        id,
        { act: 'configuration.draft.reopened', from: ['submitted'], to: 'open', isAuthor: false, reason },
        actor,
      ),
    discard: (tenants, id, actor, reason) =>
      drafts.move(
        context,
        tenants,
        id,
        {
          ...{ act: 'configuration.draft.discarded', from: ['open', 'submitted'], to: 'discarded', isAuthor: false },
          ...(reason !== undefined && { reason }),
        },
        actor,
      ),
    async release(tenants, id, how, actor) {
      await mustBeSound(tenants, id);
      return told(releases.release(context, tenants, id, how, actor));
    },
    async releases(tenants) {
      const rows = await db
        .selectFrom('configurationRelease')
        .select(RELEASE_COLUMNS)
        .where('tenantId', 'in', [...tenants, ''])
        .orderBy('releasedAt', 'desc')
        .orderBy('number', 'desc')
        .execute();
      return rows.map(releaseOf);
    },
    releasedFiles: async (tenants, id) => (await releaseById(db, tenants, id)).files,
    withdraw: (tenants, id, actor, reason) => told(releases.withdraw(context, tenants, id, actor, reason)),
    askForRollBack: (tenants, id, actor) => drafts.askForRollBack(context, tenants, id, actor),
    rollBackAlone: (tenants, id, actor, reason) => told(releases.rollBackAlone(context, tenants, id, actor, reason)),
    async difference(tenants, from, to) {
      const files = async (id: string): Promise<LayerFiles> => {
        const isRelease = await db
          .selectFrom('configurationRelease')
          .select('id')
          .where('id', '=', id)
          .executeTakeFirst();
        return isRelease ? (await releaseById(db, tenants, id)).files : (await draftById(db, tenants, id)).files;
      };
      return difference(await files(from), await files(to));
    },
    terminals: (tenants) => terminalConfigurations(db, tenants),
  };
}
