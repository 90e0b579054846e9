import type { Clock } from '../../../foundation/clock.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';

const OVER = ['sent', 'dead'];

/** Forgets episodes, messages and mutes that have been over for `RETENTION.alerts.keptMs`; what was set keeps its history. */
export async function forgetOld(db: HubDatabase, clock: Clock): Promise<void> {
  const before = clock.now() - RETENTION.alerts.keptMs;
  await db.transaction().execute(async (tx) => {
    const old = tx.selectFrom('alertNotice').select('id').where('createdAt', '<', before).where('state', 'in', OVER);
    await tx.deleteFrom('alertNoticeItem').where('noticeId', 'in', old).execute();
    await tx.deleteFrom('alertNotice').where('createdAt', '<', before).where('state', 'in', OVER).execute();
    // An episode that a message is about is kept as long as the message.
    const told = tx.selectFrom('alertNoticeItem').select('episodeId');
    await tx.deleteFrom('alertEpisode').where('closedAt', '<', before).where('id', 'not in', told).execute();
    const kept = tx.selectFrom('alertEpisode').select('id');
    await tx.deleteFrom('alertNote').where('episodeId', 'not in', kept).execute();
    await tx.deleteFrom('alertMute').where('until', '<', before).execute();
    const terminals = tx.selectFrom('terminal').select('id');
    await tx.deleteFrom('alertWatched').where('terminalId', 'not in', terminals).execute();
  });
}
