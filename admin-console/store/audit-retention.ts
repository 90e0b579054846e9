import type { Clock } from '../../foundation/clock.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';

/** Entries of one transaction: other acts wait for its end. */
const SLICE = 5_000;

/**
 * Erases acts that are older, from the first one on and without a gap: an entry that is younger keeps those after it,
 * whatever clock they were written by. The chain begins at what is left then, and that it was shortened is an act itself.
 * @returns how many
 */
export async function eraseOldAudit(db: HubDatabase, clock: Clock, keptMs: number): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await eraseSlice(db, clock, clock.now() - keptMs);
    erased += count;
    if (count < SLICE) return erased;
  }
}

function eraseSlice(db: HubDatabase, clock: Clock, before: number): Promise<number> {
  return db.transaction().execute(async (tx) => {
    // As each act does: until the end of this transaction nobody else writes, and no other process erases.
    const head = await tx
      .updateTable('auditHead')
      .set((eb) => ({ seq: eb.ref('seq') }))
      .where('id', '=', 1)
      .returning(['firstSeq', 'seq'])
      .executeTakeFirstOrThrow();
    const young = await tx
      .selectFrom('audit')
      .select('seq')
      .where('at', '>=', before)
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    const upTo = Math.min(young ? young.seq - 1 : head.seq, head.firstSeq + SLICE);
    if (upTo <= head.firstSeq) return 0;
    const last = await tx.selectFrom('audit').select('hash').where('seq', '=', upTo).executeTakeFirst();
    // Somebody took entries out: the proof shows where, and nothing may hide it.
    if (!last) return 0;
    const gone = await tx.deleteFrom('audit').where('seq', '<=', upTo).executeTakeFirstOrThrow();
    await tx.updateTable('auditHead').set({ firstSeq: upTo, firstHash: last.hash }).where('id', '=', 1).execute();
    const after = { upTo, entries: Number(gone.numDeletedRows) };
    await audit(tx, clock, 'hub', 'audit.erased', 'audit', { after });
    return after.entries;
  });
}
