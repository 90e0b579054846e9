import { sql } from 'kysely';
import type { Clock } from '../../foundation/clock.ts';
import type { EnrolmentStore } from '../domain/enrolment.ts';
import { RETENTION } from '../domain/retention.ts';
import { audit } from './audit.ts';
import type { HubDatabase } from './database.ts';
import { leaveOrder } from './fleet/link-orders.ts';
import { tenantOfTerminal } from './tenants.ts';

/** Enrolment codes and enrolled terminals in the hub's database. */
export function createEnrolmentStore(db: HubDatabase, clock: Clock): EnrolmentStore {
  return {
    keepCode: (hash, code, actor) =>
      db.transaction().execute(async (tx) => {
        await tx
          .insertInto('enrolmentCode')
          .values({ hash, ...code, usedAt: null })
          .execute();
        await audit(tx, clock, actor, 'enrolment-code.created', code.terminalId, { tenantId: code.tenantId });
      }),
    async code(hash) {
      const row = await db.selectFrom('enrolmentCode').selectAll().where('hash', '=', hash).executeTakeFirst();
      return (
        row && {
          terminalId: row.terminalId,
          expiresAt: Number(row.expiresAt),
          usedAt: row.usedAt === null ? null : Number(row.usedAt),
        }
      );
    },
    enrol: (hash, terminalId, fingerprint) =>
      db.transaction().execute(async (tx) => {
        if (!(await useUp(tx, clock, hash))) return false;
        const place = await tx
          .selectFrom('enrolmentCode')
          .select(['tenantId', 'locationId'])
          .where('hash', '=', hash)
          .executeTakeFirstOrThrow();
        const enrolled = {
          ...place,
          fingerprint,
          enrolledAt: clock.now(),
          changedAt: clock.now(),
          nextFingerprint: null,
          certificateExpiresAt: null,
          clockOffMs: null,
          revokedAt: null,
        };
        await tx
          .insertInto('terminal')
          .values({
            id: terminalId,
            site: null,
            seenAt: null,
            software: null,
            condition: null,
            judged: null,
            ...enrolled,
          })
          // A machine that replaces another stands where that stood, unless the code says otherwise.
          .onConflict((c) =>
            c
              .column('id')
              .doUpdateSet({ ...enrolled, locationId: sql`coalesce(excluded."locationId", terminal."locationId")` }),
          )
          .execute();
        // A new certificate is a new installation: its journal begins anew.
        await tx.deleteFrom('journalHead').where('terminalId', '=', terminalId).execute();
        await tx.deleteFrom('alert').where('terminalId', '=', terminalId).execute();
        await tx.deleteFrom('treasuryCase').where('terminalId', '=', terminalId).execute();
        // The machine that it replaces.
        await leaveOrder(tx, terminalId, 'close', 'enrolled-again');
        await audit(tx, clock, `terminal:${terminalId}`, 'terminal.enrolled', terminalId, {
          tenantId: place.tenantId,
          after: { fingerprint },
        });
        return true;
      }),
    tenantOf: (terminalId) => tenantOfTerminal(db, terminalId),
    renew: (terminalId, fingerprint, hash) =>
      db.transaction().execute(async (tx) => {
        if (hash !== null && !(await useUp(tx, clock, hash))) return false;
        const known = await tx
          .updateTable('terminal')
          .set({ nextFingerprint: fingerprint })
          .where('id', '=', terminalId)
          .where('revokedAt', 'is', null)
          .executeTakeFirst();
        if (Number(known.numUpdatedRows) === 0) return false;
        await audit(
          tx,
          clock,
          `terminal:${terminalId}`,
          hash === null ? 'terminal.renewed' : 'terminal.enrolled-again',
          terminalId,
          {
            tenantId: await tenantOfTerminal(tx, terminalId),
            after: { fingerprint },
          },
        );
        return true;
      }),
  };
}

/** @returns false if it was used before */
async function useUp(tx: HubDatabase, clock: Clock, hash: string): Promise<boolean> {
  const used = await tx
    .updateTable('enrolmentCode')
    .set({ usedAt: clock.now() })
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return Number(used.numUpdatedRows) === 1;
}

/** Forgets codes that ran out long ago, used or not. Safe when several processes do it. */
export async function eraseOldCodes(db: HubDatabase, clock: Clock): Promise<void> {
  await db
    .deleteFrom('enrolmentCode')
    .where('expiresAt', '<', clock.now() - RETENTION.enrolmentCodes.keptMs)
    .execute();
}
