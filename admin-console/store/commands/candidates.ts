import { sql } from 'kysely';
import { z } from 'zod';
import { DeviceKind } from '../../../device-drivers/contract.ts';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import type { TerminalSelection } from '../../contract/terminals/terminal-filter.ts';
import { OPEN_STATES } from '../../domain/commands/command-state.ts';
import type { Candidate } from '../../domain/commands/command-store.ts';
import { neededDevice } from '../../domain/commands/selection.ts';
import type { HubDatabase } from '../database.ts';
import { isSelected } from '../fleet/terminal-filter.ts';

/** Of what a terminal told only this; other versions may have other things in it. */
const Devices = z.array(z.looseObject({ kind: DeviceKind }));

/** Selected terminals, and what decides whether a command reaches them. */
export async function candidates(
  db: HubDatabase,
  tenantId: string,
  selection: TerminalSelection,
  order: CommandOrder,
): Promise<readonly Candidate[]> {
  const open = db
    .selectFrom('command')
    .select(({ fn, val }) => [
      'terminalId',
      fn.countAll<number>().as('open'),
      sql<number>`sum(case when ${sql.ref('order')} = ${val(JSON.stringify(order))} then 1 else 0 end)`.as('same'),
    ])
    .where('tenantId', '=', tenantId)
    .where('state', 'in', OPEN_STATES)
    .groupBy('terminalId')
    .as('open');
  const query = db
    .selectFrom('terminal')
    .leftJoin('link', 'link.terminalId', 'terminal.id')
    .leftJoin(open, 'open.terminalId', 'terminal.id')
    .select(['terminal.id', 'link.processId', 'open.open', 'open.same'])
    .$if(neededDevice(order) !== null, (select) =>
      select.leftJoin('terminalState', 'terminalState.terminalId', 'terminal.id').select('terminalState.devices'),
    )
    .where('terminal.tenantId', '=', tenantId)
    .where(isSelected(selection))
    .orderBy('terminal.id');
  const rows = await query.execute();
  return rows.map(({ id, processId, open: count, same, devices }) => ({
    terminalId: id,
    processId,
    devices: devices ? kindsIn(devices) : null,
    open: count ?? 0,
    hasSame: (same ?? 0) > 0,
  }));
}

const kindsIn = (devices: string): readonly DeviceKind[] | null =>
  Devices.safeParse(JSON.parse(devices)).data?.map(({ kind }) => kind) ?? null;
