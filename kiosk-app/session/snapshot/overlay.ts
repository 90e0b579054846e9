import type { Overlay } from '../contract/snapshot.ts';
import { delays } from '../delays.ts';
import { graceOf, secondsLeft } from '../machine/presence.ts';
import { type SessionState, stepState } from '../machine/state.ts';

export const isCovered = (state: SessionState): boolean =>
  stepState(state, 'presence')?.matches({ on: 'covered' }) ?? false;

/** What lies over the screen: cover before everything, then the warning, then the question, then help. */
export function overlayOf(state: SessionState): Overlay | null {
  const presence = stepState(state, 'presence');
  if (presence?.matches({ on: 'covered' })) {
    return { kind: 'cover', secondsLeft: secondsLeft(graceOf(presence.context.cause), presence.context.elapsed) };
  }
  if (presence?.matches({ on: 'warning' })) {
    const { elapsed, extensionsLeft } = presence.context;
    return { kind: 'idle-warning', secondsLeft: secondsLeft(delays.warning, elapsed), extensionsLeft };
  }
  // Money that was taken is kept for the request: by the rules, cancelling is offered only where none was.
  if (state.value.cancelling === 'open') return { kind: 'confirm-cancel', losesPayment: false };
  const help = stepState(state, 'help');
  return help?.matches('open') ? { kind: 'help', state: help.context.state } : null;
}
