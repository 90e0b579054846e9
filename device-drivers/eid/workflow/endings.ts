import type { SdkMessageOf } from '../codec/messages.ts';
import { failureOf, isOk, minorOf } from '../codec/result-codes.ts';
import { lostRace, retryRace } from './card.ts';
import { ended, failed, failedWith, go, type State, stay, tell, timer, type WorkflowStep } from './machine.ts';

/** AUTH: started, refused, or ended. */
export function onAuth(state: State, message: SdkMessageOf<'AUTH'>): WorkflowStep {
  if (state.kind !== 'auth') return stay(state);
  if (message.error !== undefined) return failed(state, 'client-error', 'run-auth-refused');
  const { result } = message;
  if (!result) return onStarted(state, 'fetching-rights', 'rightsWithin');
  if (isOk(result) && state.verdict?.reason !== 'cancelled') {
    // Without an address there is no data to fetch: the portal never learned who the person is.
    return message.url === undefined
      ? failed(state, 'portal-unreachable', 'no-refresh-address')
      : ended(state, { kind: 'authenticated', refreshUrl: message.url });
  }
  const minor = minorOf(result);
  if (state.phase === 'cancelling' && state.verdict)
    return failedWith(state, state.verdict.reason, state.verdict.detail, message.url);
  if (lostRace(state) && minor === 'al/common#unknownError') return retryRace(state);
  const detail = [minor, result.reason].filter(Boolean).join(' ') || 'no-code';
  return failedWith(state, failureOf(result, message.url), detail, message.url);
}

/** CHANGE_PIN: started or ended. `success` alone proves nothing (see `newPinSent`). */
export function onChangePin(state: State, message: SdkMessageOf<'CHANGE_PIN'>): WorkflowStep {
  if (state.kind !== 'change-pin') return stay(state);
  if (message.success === undefined) return onStarted(state, 'working', 'workWithin');
  if (message.success && state.newPinSent) return ended(state, { kind: 'pin-changed' });
  if (state.phase === 'cancelling' && state.verdict) return failed(state, state.verdict.reason, state.verdict.detail);
  if (lostRace(state)) return retryRace(state);
  if (message.success) return failed(state, 'other', 'success-without-new-pin');
  const reason = failureOf(message.reason === undefined ? { major: '' } : { major: '', reason: message.reason }, '');
  const lost = reason === 'other' && state.sent !== null && state.reader === null;
  return failed(state, lost ? 'card-removed' : reason, message.reason ?? 'not-changed');
}

function onStarted(
  state: State,
  phase: 'fetching-rights' | 'working',
  delay: 'rightsWithin' | 'workWithin',
): WorkflowStep {
  if (state.phase !== 'starting') return stay(state);
  return go(state, { phase }, timer(delay), ...(state.races === 0 ? [tell({ kind: 'started' })] : []));
}
