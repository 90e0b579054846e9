import { sql } from 'kysely';
import type { DeviceReport } from '../../../fleet-link/contract.ts';
import type { Clock } from '../../../foundation/clock.ts';
import type { TerminalChange } from '../../contract/terminals/terminal-history.ts';
import type { HubDatabase } from '../database.ts';
import { jsonRows, text } from '../fleet/json-rows.ts';

/** What holds at a terminal now. */
export type Noted = Pick<TerminalChange, 'kind' | 'value'> & { readonly terminalId: string };

const MINUTE = 60_000;

/**
 * Writes down what differs from what was noted last, each kind at most once a minute: a terminal whose link comes and
 * goes fills no table.
 */
export async function noteChanges(db: HubDatabase, clock: Clock, noted: readonly Noted[]): Promise<void> {
  if (noted.length === 0) return;
  const at = Math.floor(clock.now() / MINUTE) * MINUTE;
  await sql`
    insert into "terminalChange" ("terminalId", "kind", "at", "value")
    select ${text('terminalId')}, ${text('kind')}, cast(${at} as bigint), ${text('value')}
    from ${jsonRows(db, noted)}
    where (
      select c."value" from "terminalChange" as c
      where c."terminalId" = ${text('terminalId')} and c."kind" = ${text('kind')}
      order by c."at" desc limit 1
    ) is distinct from ${text('value')}
    on conflict ("terminalId", "kind", "at") do update set "value" = excluded."value"`.execute(db);
}

/** Their links have ended. */
export const noteUnreachable = (db: HubDatabase, clock: Clock, ids: readonly string[]): Promise<void> =>
  noteChanges(
    db,
    clock,
    ids.map((terminalId) => ({ terminalId, kind: 'condition', value: 'unreachable' })),
  );

/** Models and firmware, of devices that tell them: one that is still starting is no other device. */
export const notedDevices = (terminalId: string, devices: readonly DeviceReport[]): readonly Noted[] =>
  devices
    .filter(({ model, firmware }) => model !== null || firmware !== null)
    .map(({ kind, model, firmware }) => ({
      ...{ terminalId, kind: `device.${kind}` as const },
      value: JSON.stringify([model, firmware]),
    }));
