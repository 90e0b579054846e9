import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ConfigurationComment } from '../../contract/configuration/configuration-review.ts';
import type { ConfigurationActor } from '../../domain/configuration/rules.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { draftById } from './rows.ts';

/** The oldest first. */
export async function commentsOf(db: HubDatabase, draftId: string): Promise<readonly ConfigurationComment[]> {
  return db
    .selectFrom('configurationComment')
    .select(['id', 'at', 'by', 'text', 'about'])
    .where('draftId', '=', draftId)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function comment(
  { db, clock }: { readonly db: HubDatabase; readonly clock: Clock },
  tenants: readonly string[],
  draftId: string,
  { text, about }: Pick<ConfigurationComment, 'text' | 'about'>,
  actor: ConfigurationActor,
): Promise<ConfigurationComment> {
  // Whoever may read may speak; a program that may read only writes nothing.
  if (actor.kind !== 'user') throw new Refusal('needs-a-person');
  return db.transaction().execute(async (tx) => {
    const { tenantId, state } = await draftById(tx, tenants, draftId);
    if (state === 'discarded') throw new Refusal('wrong-state', state);
    const made = { id: randomUUID(), at: clock.now(), by: actor.name, text, about };
    await tx
      .insertInto('configurationComment')
      .values({ ...made, tenantId, draftId })
      .execute();
    await audit(tx, clock, actor.name, 'configuration.draft.commented', draftId, { tenantId, after: { text, about } });
    return made;
  });
}
