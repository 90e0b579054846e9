import type { Account } from '../../../fleet-link/treasury/account.ts';
import { closingName } from '../../../fleet-link/treasury/entries.ts';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ClosingSummary } from '../../contract/treasury/treasury.ts';
import type { HubDatabase } from '../database.ts';

/**
 * Keeps a closing for ever as it was told first.
 * @throws Refusal `not-enrolled`; `changed` if there is another one with its number, unless the machine was enrolled
 *   again since: a new disk counts its closings from 1
 */
export function takeClosing(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  account: Account,
  summary: ClosingSummary,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const terminal = await tx
      .selectFrom('terminal')
      .select(['tenantId', 'locationId', 'enrolledAt'])
      .where('id', '=', terminalId)
      .executeTakeFirst();
    if (!terminal) throw new Refusal('not-enrolled');
    const { number, head, day, closedAt, timeZone } = account;
    const text = JSON.stringify(account);
    const known = await tx
      .selectFrom('treasuryClosing')
      .select(['head', 'account', 'takenAt'])
      .where('terminalId', '=', terminalId)
      .where('number', '=', number)
      .execute();
    const same = known.find((closing) => closing.head === head);
    if (same && same.account === text) return;
    if (same || known.some(({ takenAt }) => takenAt >= terminal.enrolledAt)) throw new Refusal('changed');
    await tx
      .insertInto('treasuryClosing')
      .values({
        ...{ terminalId, number, head, day, closedAt, timeZone },
        tenantId: terminal.tenantId,
        locationId: terminal.locationId,
        name: closingName(account),
        takenAt: clock.now(),
        summary: JSON.stringify(summary),
        account: text,
      })
      // Two links of one terminal that tell the same at once.
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
