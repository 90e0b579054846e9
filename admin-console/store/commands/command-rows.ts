import type { Selectable } from 'kysely';
import type { CommandView } from '../../contract/commands/commands.ts';
import type { NewCommand } from '../../domain/commands/command-store.ts';
import type { HubTables } from '../tables/index.ts';

type Row = Selectable<HubTables['command']>;

/** As it is written down first. */
export const rowOf = ({ order, urgent, ...command }: NewCommand): Row => ({
  ...command,
  kind: order.kind,
  order: JSON.stringify(order),
  urgent: urgent ? 1 : 0,
  state: 'queued',
  deliveredAt: null,
  deliveredBy: null,
  acknowledgedAt: null,
  startedAt: null,
  finishedAt: null,
  outcome: null,
  result: null,
});

/** Orders and results were checked when they were written. */
export const viewOf = ({ kind: _, deliveredBy: __, order, urgent, result, ...row }: Row): CommandView => ({
  ...row,
  order: JSON.parse(order) as CommandView['order'],
  urgent: urgent === 1,
  result: result === null ? null : (JSON.parse(result) as CommandView['result']),
});
