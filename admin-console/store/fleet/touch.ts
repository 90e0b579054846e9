import type { Clock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../database.ts';

/** Something that lists show of this terminal is another now. */
export async function touch(db: HubDatabase, clock: Clock, terminalId: string): Promise<void> {
  await db.updateTable('terminal').set({ changedAt: clock.now() }).where('id', '=', terminalId).execute();
}
