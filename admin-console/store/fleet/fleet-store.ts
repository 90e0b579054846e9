import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Fleet } from '../../domain/fleet.ts';
import { audit } from '../audit.ts';
import type { Bell } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { takeHelp } from '../help.ts';
import { explainJournal } from '../journal-heads.ts';
import { tenantOfTerminal } from '../tenants.ts';
import { setDialling } from './dialling.ts';
import { judgeAgain } from './judge-again.ts';
import { leaveOrder, ringPages } from './link-orders.ts';
import { countOf } from './list-order.ts';
import { serviceTitles, setName, terminalNames } from './names.ts';
import { oneTerminal } from './one-terminal.ts';
import { pageOfSummaries, softwareInUse, summariesChangedSince, totalsOf } from './summaries.ts';

/** The terminals in the hub's database. */
export function createFleet(db: HubDatabase, bell: Bell, clock: Clock): Fleet {
  return {
    page: (query) => pageOfSummaries(db, query),
    count: (tenants, filter) => countOf(db, tenants, filter),
    software: (tenants) => softwareInUse(db, tenants),
    totals: (tenants) => totalsOf(db, tenants),
    changedSince: (at) => summariesChangedSince(db, at),
    async terminal(tenants, id) {
      const found = await oneTerminal(db, tenants, id);
      if (!found) throw new Refusal('not-found');
      return found;
    },
    async mustBeOf(tenants, id) {
      const row = await db.selectFrom('terminal').select('tenantId').where('id', '=', id).executeTakeFirst();
      if (!row || !tenants.includes(row.tenantId)) throw new Refusal('not-found');
    },
    async takeHelp(id, request, actor) {
      const { isTaken, tell } = await takeHelp(db, clock, id, request, actor);
      if (tell !== null) bell.ring(tell, 'links');
      if (isTaken) await ringPages(db, bell, clock);
      return isTaken;
    },
    explainJournal: (id, actor) =>
      db.transaction().execute(async (tx) => {
        const isExplained = await explainJournal(tx, clock, id, actor);
        if (isExplained) await judgeAgain(tx, clock, [id]);
        return isExplained;
      }),
    setDialling: (id, dialling, actor) => setDialling(db, clock, id, dialling, actor),
    setName: (id, name, actor) => setName(db, bell, clock, { id, name }, actor),
    namesOf: (tenants, ids) => terminalNames(db, tenants, ids),
    serviceTitles: (tenants) => serviceTitles(db, tenants),
    async revoke(id, actor, reason) {
      const revoked = await db.transaction().execute(async (tx) => {
        const changed = await tx
          .updateTable('terminal')
          .set({ revokedAt: clock.now(), changedAt: clock.now() })
          .where('id', '=', id)
          .where('revokedAt', 'is', null)
          .executeTakeFirst();
        if (Number(changed.numUpdatedRows) === 0) return { isNew: false, holder: null };
        const holder = await leaveOrder(tx, id, 'close', 'revoked');
        await audit(tx, clock, actor, 'terminal.revoked', id, { tenantId: await tenantOfTerminal(tx, id), reason });
        return { isNew: true, holder };
      });
      if (revoked.holder !== null) bell.ring(revoked.holder, 'links');
      return revoked.isNew;
    },
  };
}
