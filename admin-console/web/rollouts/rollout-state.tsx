import type { RolloutState as State } from '../../contract/rollouts/rollouts.ts';
import type { Say } from '../texts.ts';

const LOOKS: Partial<Record<State, string>> = {
  completed: 'good',
  'awaiting-approval': 'warn',
  paused: 'warn',
  stopped: 'bad',
  'rolling-back': 'bad',
  'rolled-back': 'bad',
};

export const RolloutState = ({ say, state }: { readonly say: Say; readonly state: State }) => (
  <span class={`pill ${LOOKS[state] ?? ''}`} data-testid="rollout-state">
    {say(`rollout-state.${state}`)}
  </span>
);
