import type { CommandBatchView, CommandState } from '../../contract/commands/commands.ts';
import { ROUTES } from '../../contract/routes.ts';
import type { Desk } from '../frame/desk.ts';
import { useLook } from '../frame/look.ts';
import { ask } from '../hub-client.ts';

/** Somebody watches it: milliseconds. */
const WATCHED = 2_000;
const STATES: readonly CommandState[] = [
  'queued',
  'delivered',
  'acknowledged',
  'running',
  'succeeded',
  'failed',
  'expired',
  'cancelled',
];
const UNDER_WAY = 4;

/** How far a command to many is, and its stop. */
export function Batch({ desk: { say }, batch }: { readonly desk: Desk; readonly batch: CommandBatchView }) {
  const path = ROUTES.commandBatch(batch.tenantId, batch.id);
  const [looked, look] = useLook<CommandBatchView>(path, { every: WATCHED });
  const { kind, counts, stoppedAt } = looked.kind === 'there' ? looked.of : batch;
  const all = STATES.reduce((sum, state) => sum + counts[state], 0);
  const ended = STATES.slice(UNDER_WAY).reduce((sum, state) => sum + counts[state], 0);
  async function stop() {
    await ask('POST', ROUTES.commandBatchStopped(batch.tenantId, batch.id), {});
    await look();
  }
  return (
    <div class="batch" data-testid="batch">
      <p>
        <b>{say(`command.${kind}`)}</b> <span role="status">{say('bulk.progress', { ended, all })}</span>
      </p>
      <progress max={all} value={ended} aria-label={say('command.progress')} />
      <p class="muted">
        {STATES.filter((state) => counts[state] > 0)
          .map((state) => `${counts[state]} ${say(`command-state.${state}`)}`)
          .join(' · ')}
      </p>
      {counts.queued > 0 && stoppedAt === null && (
        <button type="button" class="second" onClick={stop}>
          {say('bulk.stop')}
        </button>
      )}
    </div>
  );
}
