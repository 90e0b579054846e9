import { isReader, type SdkMessage, type SdkMessageOf } from '../codec/messages.ts';
import { onCard, onInsertCard } from './card.ts';
import { onAuth, onChangePin } from './endings.ts';
import { cancelWith, failed, go, type State, stay, tell, timer, type WorkflowStep } from './machine.ts';
import { onAccessRights, onCertificate } from './rights.ts';
import { onSecretRequest } from './secrets.ts';

/** STATUS from here on means that the PIN was right: the app checks the provider with the card (TR-03112 EAC1). */
const PROVEN_FROM = 20;

export function onMessage(state: State, message: SdkMessage): WorkflowStep {
  switch (message.msg) {
    case 'AUTH':
      return onAuth(state, message);
    case 'CHANGE_PIN':
      return onChangePin(state, message);
    case 'READER':
      return isReader(message) ? onCard(state, message) : stay(state);
    case 'ACCESS_RIGHTS':
      return state.phase === 'cancelling' ? stay(state) : onAccessRights(state, message);
    case 'CERTIFICATE':
      return state.phase === 'cancelling' ? stay(state) : onCertificate(state, message);
    case 'INSERT_CARD':
      return state.phase === 'cancelling' ? stay(state) : onInsertCard(state, message);
    case 'ENTER_PIN':
    case 'ENTER_NEW_PIN':
    case 'ENTER_CAN':
    case 'ENTER_PUK':
      return state.phase === 'cancelling' ? stay(state) : onSecretRequest(state, message);
    case 'STATUS':
      return onStatus(state, message);
    case 'PAUSE':
      return onPause(state, message);
    case 'BAD_STATE':
    case 'UNKNOWN_COMMAND':
    case 'INVALID':
      return onRefusedCommand(state, message);
    case 'INTERNAL_ERROR':
      // Why we gave up ourselves says more than that the app did not survive it.
      return failed(state, state.verdict?.reason ?? 'client-error', state.verdict?.detail ?? 'internal-error', {
        do: 'drop-client',
      });
    case 'API_LEVEL':
    case 'INFO':
    case 'READER_LIST':
      return stay(state);
  }
}

function onStatus(state: State, message: SdkMessageOf<'STATUS'>): WorkflowStep {
  if (message.workflow === null || message.progress === null || state.phase === 'cancelling') return stay(state);
  const proven = state.proven || (state.sent !== null && message.progress >= PROVEN_FROM);
  if (state.phase !== 'working') return go(state, { proven });
  // Each sign of life starts the wait anew.
  return go(state, { proven }, timer('workWithin'), tell({ kind: 'progress', percent: message.progress }));
}

function onPause(state: State, message: SdkMessageOf<'PAUSE'>): WorkflowStep {
  if (state.phase === 'cancelling') return stay(state);
  // Whatever card is laid next would get the secret that waits.
  if (state.sent !== null && !state.proven && state.reader === null) {
    return cancelWith(state, 'card-removed', 'paused-with-secret');
  }
  return go(state, { phase: 'paused' }, timer(null), tell({ kind: 'paused', cause: message.cause }));
}

/** We sent something the app does not take now: a secret that crossed with its end, or an old version. */
function onRefusedCommand(
  state: State,
  message: { readonly msg: string; readonly error?: string | undefined },
): WorkflowStep {
  if (state.phase === 'cancelling') {
    // The workflow was over before CANCEL arrived, and its end is on the way or was lost: `cancelWithin` decides.
    return stay(state);
  }
  // Our CANCEL crossed with the end of the workflow before this one, and is answered only now.
  if (message.msg === 'BAD_STATE' && message.error === 'CANCEL') return stay(state);
  return cancelWith(state, 'client-error', `${message.msg} ${message.error?.slice(0, 60) ?? ''}`.trim());
}
