import type { TakeAlongView } from '../contract/screens/phone.ts';
import { mayTakeAlong } from '../machine/rules.ts';
import { type SessionState, stepState } from '../machine/state.ts';

/** Files for the telephone beside a step; `null` where telephones cannot be linked. What was begun stays on the screen. */
export function takeAlongView(state: SessionState): TakeAlongView | null {
  const machine = stepState(state, 'takeAlong');
  if (!machine) return null;
  const { phone } = state.context;
  const kind = machine.value;
  return kind !== 'offered' || mayTakeAlong(state) ? { kind, phone } : null;
}
