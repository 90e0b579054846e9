import type { AccountMark, MoneyCase } from '../../../fleet-link/treasury/told.ts';
import type { HubDatabase } from '../database.ts';

/** Takes over which cases stand at a terminal. @returns its last closing that is here */
export function toldCases(
  db: HubDatabase,
  terminalId: string,
  cases: readonly MoneyCase[],
): Promise<AccountMark | null> {
  return db.transaction().execute(async (tx) => {
    const terminal = await tx.selectFrom('terminal').select('tenantId').where('id', '=', terminalId).executeTakeFirst();
    if (!terminal) return null;
    await tx.deleteFrom('treasuryCase').where('terminalId', '=', terminalId).execute();
    const { tenantId } = terminal;
    if (cases.length > 0) {
      await tx
        .insertInto('treasuryCase')
        .values(cases.map((one) => ({ terminalId, tenantId, ...one })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    const newest = await tx
      .selectFrom('treasuryClosing')
      .select(['number', 'head'])
      .where('terminalId', '=', terminalId)
      .orderBy('takenAt', 'desc')
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest ?? null;
  });
}
