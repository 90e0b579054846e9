import type { Overlay } from '../contract/overlay.ts';
import { delays } from '../delays.ts';
import { graceOf, secondsLeft } from '../machine/presence.ts';
import { canHandOver } from '../machine/rules.ts';
import { type SessionState, stepState } from '../machine/state.ts';

/** What lies over the screen: cover before everything, then the warning, then the question, then help. */
export function overlayOf(state: SessionState): Overlay | null {
  // Nothing is left to lie over, and whoever has just ended it sees that it was done.
  if (state.value.flow === 'wiping') return null;
  const presence = stepState(state, 'presence');
  if (presence?.matches({ on: 'covered' })) {
    const { cause, elapsed } = presence.context;
    return { kind: 'cover', secondsLeft: secondsLeft(graceOf(cause), elapsed), canHandOver: canHandOver(state) };
  }
  if (presence?.matches({ on: 'warning' })) {
    const { elapsed, extensionsLeft } = presence.context;
    return { kind: 'idle-warning', secondsLeft: secondsLeft(delays.warning, elapsed), extensionsLeft };
  }
  if (state.value.cancelling === 'open') return { kind: 'confirm-cancel' };
  const help = stepState(state, 'help');
  return help?.matches('open') ? { kind: 'help', state: help.context.state } : null;
}
