import type { Clock } from '../../../foundation/clock.ts';
import type { Dialling } from '../../contract/terminals/dialling.ts';
import type { DialStore, TerminalDial } from '../../domain/dials.ts';
import { audit } from '../audit.ts';
import type { HubDatabase } from '../database.ts';
import { DELAYS } from '../delays.ts';
import { tenantOfTerminal } from '../tenants.ts';

export function createDialStore(db: HubDatabase, clock: Clock): DialStore {
  return {
    async takeDials(atMost) {
      const now = clock.now();
      const due = await db
        .selectFrom('terminalDial')
        .leftJoin('link', 'link.terminalId', 'terminalDial.terminalId')
        .leftJoin('terminal', 'terminal.id', 'terminalDial.terminalId')
        .selectAll('terminalDial')
        .where('link.linkId', 'is', null)
        .where('terminal.revokedAt', 'is', null)
        .where('leaseUntil', '<=', now)
        .limit(atMost)
        .execute();
      const taken: TerminalDial[] = [];
      for (const { terminalId, leaseUntil, by, host, port, token } of due) {
        const lease = await db
          .updateTable('terminalDial')
          .set({ leaseUntil: now + DELAYS.dialLease })
          .where('terminalId', '=', terminalId)
          .where('leaseUntil', '=', leaseUntil)
          .executeTakeFirst();
        if (Number(lease.numUpdatedRows) === 0) continue;
        const to =
          by === 'relay' ? ({ by, host, port, token: token ?? '' } as const) : ({ by: 'hub', host, port } as const);
        taken.push({ terminalId, to });
      }
      return taken;
    },
  };
}

/** Written into the audit, without the token. */
export async function setDialling(
  db: HubDatabase,
  clock: Clock,
  terminalId: string,
  dialling: Dialling,
  actor: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('terminalDial').where('terminalId', '=', terminalId).execute();
    if (dialling.by !== 'terminal') {
      const { by, host, port } = dialling;
      const token = dialling.by === 'relay' ? dialling.token : null;
      await tx.insertInto('terminalDial').values({ terminalId, by, host, port, token }).execute();
    }
    const after = dialling.by === 'terminal' ? dialling : { by: dialling.by, host: dialling.host, port: dialling.port };
    await audit(tx, clock, actor, 'terminal.dialling', terminalId, {
      tenantId: await tenantOfTerminal(tx, terminalId),
      after,
    });
  });
}
