import type { StandingConditions } from '../../domain/alerting/alerting-store.ts';
import type { ObservedTerminal } from '../../domain/alerting/observed.ts';
import { KEPT_SECTIONS } from '../../domain/kept-sections.ts';
import type { HubDatabase } from '../database.ts';
import { jsonList } from '../fleet/json-rows.ts';

/** What stands at terminals, from what is kept of their reports. One that was revoked is nobody's to look after. */
export function createStandingConditions(db: HubDatabase): StandingConditions {
  return {
    observe: (terminalIds) => (terminalIds.length === 0 ? Promise.resolve([]) : observe(db, terminalIds)),
    async changedSince(at) {
      return db.selectFrom('terminal').select(['id', 'changedAt']).where('changedAt', '>=', at).execute();
    },
    async terminalsAfter(id, atMost) {
      const rows = await db
        .selectFrom('terminal')
        .select('id')
        .where('id', '>', id)
        .orderBy('id')
        .limit(atMost)
        .execute();
      return rows.map((row) => row.id);
    },
  };
}

async function observe(db: HubDatabase, terminalIds: readonly string[]): Promise<readonly ObservedTerminal[]> {
  const ids = jsonList(db, terminalIds);
  const terminals = await db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin('terminalState', 'terminalState.terminalId', 'terminal.id')
    .leftJoin('help', 'help.terminalId', 'terminal.id')
    .leftJoin('journalHead', 'journalHead.terminalId', 'terminal.id')
    .select(['terminal.id', 'terminal.tenantId', 'terminal.locationId', 'terminal.seenAt', 'terminal.enrolledAt'])
    .select(['terminal.certificateExpiresAt', 'terminal.clockOffMs'])
    .select(['link.linkId', 'help.id as helpId', 'help.since', 'help.takenAt'])
    .select(['journalHead.brokenAt', 'journalHead.reason as brokenReason', 'terminalState.at'])
    .select(KEPT_SECTIONS.map((name) => `terminalState.${name}` as const))
    .where('terminal.id', 'in', ids)
    .where('terminal.revokedAt', 'is', null)
    .execute();
  const alerts = await db
    .selectFrom('alert')
    .select(['terminalId', 'kind', 'reason'])
    .where('terminalId', 'in', ids)
    .orderBy('since')
    .orderBy('id')
    .execute();
  const byTerminal = Map.groupBy(alerts, ({ terminalId }) => terminalId);
  const stopped = await db
    .selectFrom('rollout')
    .select(['id', 'tenantId', 'stopTerminalId', 'stoppedAt', 'stopReason'])
    .where('stopTerminalId', 'in', ids)
    .where('stoppedItself', '=', 1)
    .where('explainedAt', 'is', null)
    .orderBy('stoppedAt')
    .execute();
  return terminals.map((row) => {
    const { id, tenantId, locationId, helpId, since, takenAt, brokenAt, brokenReason } = row;
    return {
      ...{ id, tenantId, locationId },
      isOnline: row.linkId !== null,
      offlineSince: row.linkId === null ? (row.seenAt ?? row.enrolledAt) : null,
      status: statusOf(row),
      alerts: byTerminal.get(id) ?? [],
      help: helpId === null || since === null ? null : { id: helpId, since, takenAt },
      journalBroken: brokenAt === null ? null : { at: brokenAt, reason: brokenReason },
      stoppedRollouts: stopped
        .filter((one) => one.stopTerminalId === id && one.tenantId === tenantId)
        .map((one) => ({ id: one.id, at: one.stoppedAt ?? 0, reason: one.stopReason ?? '' })),
      certificateExpiresAt: row.certificateExpiresAt,
      clockOffMs: row.clockOffMs,
    };
  });
}

function statusOf(row: { readonly at: number | null } & Readonly<Record<string, unknown>>): ObservedTerminal['status'] {
  if (row.at === null) return null;
  // Checked by the contract when it came in.
  const sections = Object.fromEntries(KEPT_SECTIONS.map((name) => [name, JSON.parse(String(row[name]))]));
  return { at: row.at, ...sections } as ObservedTerminal['status'];
}
