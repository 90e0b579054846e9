import type { Clock } from '../../../foundation/clock.ts';
import type { AlertingStore } from '../../domain/alerting/alerting-store.ts';
import { DELAYS } from '../../domain/alerting/delays.ts';
import type { WatchedTerminal } from '../../domain/alerting/observed.ts';
import type { HubDatabase } from '../database.ts';
import { listeningChannels } from './channels.ts';
import { dueTerminals, liveEpisodes, writeChanges } from './episodes.ts';
import { standingMutes } from './mutes.ts';
import { forgetOld } from './retention.ts';
import { currentSetting } from './settings.ts';

/** Alerting in the hub's database. */
export function createAlertingStore(db: HubDatabase, clock: Clock): AlertingStore {
  return {
    live: (terminalIds) => liveEpisodes(db, terminalIds),
    dueTerminals: (atMost) => dueTerminals(db, clock.now(), atMost),
    async watched(terminalIds) {
      if (terminalIds.length === 0) return new Map();
      const rows = await db.selectFrom('alertWatched').selectAll().where('terminalId', 'in', terminalIds).execute();
      return new Map(rows.map(({ terminalId, memory }) => [terminalId, JSON.parse(memory) as WatchedTerminal]));
    },
    async tenant(tenantId) {
      const rules = await currentSetting(db, tenantId, 'rules');
      const rota = await currentSetting(db, tenantId, 'rota');
      const mutes = await standingMutes(db, [tenantId], clock.now());
      return { rules: rules.body, rota: rota.body, mutes, channelIds: await listeningChannels(db, tenantId) };
    },
    commit: (changes, watched) =>
      db.transaction().execute(async (tx) => {
        for (const [terminalId, memory] of [...watched].sort(([a], [b]) => (a < b ? -1 : 1))) {
          const row = { memory: JSON.stringify(memory) };
          await tx
            .insertInto('alertWatched')
            .values({ terminalId, ...row })
            .onConflict((c) => c.column('terminalId').doUpdateSet(row))
            .execute();
        }
        return writeChanges(tx, clock, changes);
      }),
    watch: (processId) =>
      db.transaction().execute(async (tx) => {
        const now = clock.now();
        const taken = await tx
          .updateTable('alertWatch')
          .set({ holder: processId, until: now + DELAYS.watchLease })
          .where('id', '=', 1)
          .where((e) => e.or([e('holder', '=', processId), e('until', '<=', now)]))
          .executeTakeFirst();
        const before = await tx
          .selectFrom('alertWatch')
          .select(['seenAt', 'watchingSince'])
          .where('id', '=', 1)
          .executeTakeFirstOrThrow();
        // Whoever looks says so; after a gap it watches since now.
        const watchingSince = before.seenAt < now - DELAYS.blindAfter ? now : before.watchingSince;
        const isHolder = Number(taken.numUpdatedRows) === 1;
        if (isHolder)
          await tx.updateTable('alertWatch').set({ seenAt: now, watchingSince }).where('id', '=', 1).execute();
        return { isHolder, watchingSince, seenBefore: before.seenAt };
      }),
    forgetOld: () => forgetOld(db, clock),
  };
}
