import type { OrderOf } from '../../../fleet-link/commands.ts';
import type { CaseKind } from '../../../fleet-link/treasury/ways.ts';
import type { CaseView, SettlementView } from '../../contract/treasury/treasury.ts';
import { OPEN_STATES } from '../../domain/commands/command-state.ts';
import type { HubDatabase } from '../database.ts';

/** Decisions that are looked through for those about cases that stand: older ones have ended. */
const MOST_SETTLEMENTS = 1_000;

/** @param of one case of one terminal; left out: all */
export async function readCases(
  db: HubDatabase,
  tenants: readonly string[],
  of?: { readonly terminalId: string; readonly id: string },
): Promise<readonly CaseView[]> {
  if (tenants.length === 0) return [];
  let query = db
    .selectFrom('treasuryCase')
    .innerJoin('terminal', 'terminal.id', 'treasuryCase.terminalId')
    .leftJoin('location', 'location.id', 'terminal.locationId')
    .leftJoin('link', 'link.terminalId', 'treasuryCase.terminalId')
    .selectAll('treasuryCase')
    .select(['terminal.name as terminalName', 'location.name as location', 'link.linkId'])
    .where('treasuryCase.tenantId', 'in', tenants);
  if (of) query = query.where('treasuryCase.terminalId', '=', of.terminalId).where('treasuryCase.id', '=', of.id);
  const rows = await query.orderBy('since').orderBy('treasuryCase.id').execute();
  if (rows.length === 0) return [];
  const settlements = await readSettlements(db, tenants, MOST_SETTLEMENTS);
  return rows.map(({ linkId, kind, ...row }) => ({
    ...row,
    kind: kind as CaseKind,
    isLinked: linkId !== null,
    settlement:
      settlements.find(({ terminalId, caseId }) => terminalId === row.terminalId && caseId === row.id) ?? null,
  }));
}

/** The newest first. */
export async function readSettlements(
  db: HubDatabase,
  tenants: readonly string[],
  most: number,
): Promise<readonly SettlementView[]> {
  if (tenants.length === 0) return [];
  const rows = await db
    .selectFrom('command')
    .select(['id', 'terminalId', 'order', 'actor', 'reason', 'createdAt', 'state', 'outcome', 'finishedAt'])
    .where('kind', '=', 'settle-case')
    .where('tenantId', 'in', tenants)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(({ id, terminalId, order, actor, reason, createdAt, state, outcome, finishedAt }) => {
    const { caseId, how } = JSON.parse(order) as OrderOf<'settle-case'>;
    const isOpen = OPEN_STATES.includes(state);
    return { id, terminalId, caseId, how, who: actor, why: reason, at: createdAt, state, isOpen, outcome, finishedAt };
  });
}
