import { StatusReport } from '../../fleet-link/contract.ts';
import type { Clock } from '../../foundation/clock.ts';
import type { FleetStore } from '../domain/fleet-store.ts';
import { recordAlerts, standingAlerts } from './alerts.ts';
import type { HubDatabase } from './database.ts';
import { recordHelp, standingHelp, takeHelp } from './help.ts';
import { explainJournal, recordJournalHead } from './journal-heads.ts';
import { tenantOfTerminal } from './tenants.ts';

/** The terminals in the hub's database. */
export function createFleetStore(db: HubDatabase, clock: Clock): FleetStore {
  return {
    tenantOf: (id) => tenantOfTerminal(db, id),
    async idByFingerprint(fingerprint) {
      const row = await db
        .selectFrom('terminal')
        .select('id')
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst();
      return row?.id;
    },
    async seen(id, hello = undefined) {
      await db
        .updateTable('terminal')
        .set({ ...hello, seenAt: clock.now() })
        .where('id', '=', id)
        .execute();
    },
    report: (id, status) =>
      db.transaction().execute(async (tx) => {
        await recordAlerts(tx, clock, id, status.alerts);
        if (status.journal) await recordJournalHead(tx, clock, id, status.journal);
        await tx
          .updateTable('terminal')
          .set({ status: JSON.stringify(status), seenAt: clock.now(), software: status.software.version })
          .where('id', '=', id)
          .execute();
      }),
    help: (id, request) => recordHelp(db, clock, id, request),
    takeHelp: (id, request, actor) => takeHelp(db, clock, id, request, actor),
    explainJournal: (id, actor) => db.transaction().execute((tx) => explainJournal(tx, clock, id, actor)),
    async terminals(tenants) {
      if (tenants.length === 0) return [];
      const rows = await db.selectFrom('terminal').selectAll().where('tenantId', 'in', tenants).orderBy('id').execute();
      const alerts = await standingAlerts(db);
      const help = await standingHelp(db);
      return rows.map((row) => ({
        id: row.id,
        tenantId: row.tenantId,
        locationId: row.locationId,
        site: row.site,
        fingerprint: row.fingerprint,
        enrolledAt: Number(row.enrolledAt),
        seenAt: row.seenAt === null ? null : Number(row.seenAt),
        software: row.software,
        status: row.status === null ? null : storedReport(row.status),
        alerts: alerts.get(row.id) ?? [],
        help: help.get(row.id) ?? null,
      }));
    },
  };
}

/** One that another version wrote and that is none any more is as good as none: the next comes within seconds. */
const storedReport = (text: string): StatusReport | null => StatusReport.safeParse(JSON.parse(text)).data ?? null;
