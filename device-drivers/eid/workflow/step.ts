import { never, Refusal } from '../../../foundation/errors.ts';
import { onAccept, onContinue, onSecret } from './answers.ts';
import { cancelWith, failed, go, type Input, type State, send, stay, timer, type WorkflowStep } from './machine.ts';
import { onMessage } from './messages.ts';

/** @throws Refusal `out-of-order` for an answer that was not asked for; nothing changes then */
export function step(state: State, input: Input): WorkflowStep {
  if (state.phase === 'ended') {
    if (input.from === 'person' && input.answer !== 'cancel') throw new Refusal('out-of-order', 'workflow has ended');
    return stay(state);
  }
  if (input.from === 'app') return onMessage(state, input.message);
  if (input.from === 'driver') return onDriver(state, input.event);
  switch (input.answer) {
    case 'accept':
      return onAccept(state, input.optional);
    case 'secret':
      return onSecret(state, input.secret, input.value);
    case 'continue':
      return onContinue(state);
    case 'cancel':
      return onCancel(state);
    default:
      return never(input);
  }
}

function onCancel(state: State): WorkflowStep {
  if (state.phase === 'cancelling') return stay(state);
  if (state.phase === 'retrying') return failed(state, 'cancelled', 'by-citizen');
  // Without a right PUK the card stays blocked: the next step is the office, not another attempt.
  return state.asked?.secret === 'puk' && state.phase === 'secret'
    ? cancelWith(state, 'pin-blocked', 'no-puk')
    : cancelWith(state, 'cancelled', 'by-citizen');
}

function onDriver(state: State, event: 'timer' | 'readers-gone' | 'client-gone'): WorkflowStep {
  switch (event) {
    case 'client-gone':
      return state.phase === 'cancelling' && state.verdict
        ? failed(state, state.verdict.reason, state.verdict.detail)
        : failed(state, 'client-gone', 'link-lost');
    case 'readers-gone':
      return state.phase === 'cancelling' ? stay(state) : cancelWith(state, 'reader-gone', 'no-reader-attached');
    case 'timer':
      return onTimer(state);
    default:
      return never(event);
  }
}

function onTimer(state: State): WorkflowStep {
  switch (state.phase) {
    case 'starting':
      return failed(state, 'client-gone', 'no-answer-to-run', { do: 'drop-client' });
    case 'cancelling':
      return failed(
        state,
        state.verdict?.reason ?? 'other',
        `${state.verdict?.detail ?? 'cancel'}, no-answer-to-cancel`,
        { do: 'drop-client' },
      );
    case 'retrying':
      return go(state, { phase: 'starting' }, send(state.run), timer('beginWithin'));
    case 'working':
      // Started by the card's removal (see messages.ts) or by the app's silence: the card tells which.
      return state.reader === null && state.sent !== null && !state.proven
        ? cancelWith(state, 'card-removed', 'removed-after-secret')
        : cancelWith(state, 'timeout', 'while-working');
    case 'fetching-rights':
    case 'fetching-certificate':
    case 'setting-rights':
      return cancelWith(state, 'timeout', `while-${state.phase}`);
    case 'consent':
    case 'insert-card':
    case 'secret':
    case 'paused':
    case 'ended':
      return stay(state);
    default:
      return never(state.phase);
  }
}
