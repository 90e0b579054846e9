import type { ExpressionBuilder } from 'kysely';
import type { CommandState } from '../../contract/commands/commands.ts';
import { GUESSES, statesBefore } from '../../domain/commands/command-state.ts';
import type { HubTables } from '../tables/index.ts';

/** The state machine as the condition of an UPDATE. */
export const mayBecome = (state: CommandState) => (where: ExpressionBuilder<HubTables, 'command'>) =>
  where.and([
    where('state', 'in', statesBefore(state)),
    where.or([where('state', '!=', 'expired'), where('outcome', 'in', GUESSES)]),
  ]);
