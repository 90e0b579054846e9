import { Bug } from '../../../foundation/errors.ts';
import type { PinChangePhase } from '../contract/screens/pin-change.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { canRetry, secretLength } from '../machine/steps/identify/eid-rules.ts';

export function pinChangePhase({ ports, language, waiting }: SessionContext, step: Steps['pinChange']): PinChangePhase {
  const { failure, isNewPinSent } = step.context;
  if (step.matches('choosing')) return { kind: 'choose' };
  if (step.matches('lost')) return { kind: 'lost' };
  if (step.matches('failed') && failure) {
    return {
      kind: 'failed',
      reason: failure,
      canRetry: isNewPinSent || canRetry(failure),
      pin: isNewPinSent ? 'unclear' : 'unchanged',
    };
  }
  if (step.matches('changed')) {
    return { kind: 'changed', waiting: waiting && ports.texts.text(language, waiting.title) };
  }
  if (step.matches('takeCard')) return { kind: 'take-card' };
  if (step.matches('cardLeft')) return { kind: 'card-left' };
  if (step.matches({ talking: 'insertCard' })) return { kind: 'insert-card' };
  if (step.matches({ talking: 'checking' })) return { kind: 'working', step: 'checking' };
  if (step.matches({ talking: 'saving' })) return { kind: 'working', step: 'saving' };
  if (step.matches({ talking: 'paused' })) return { kind: 'paused' };
  return isEntering(step) ? enter(step) : { kind: 'connecting' };
}

const isEntering = (step: Steps['pinChange']): boolean =>
  step.matches({ talking: 'enter' }) ||
  step.matches({ talking: 'atReader' }) ||
  step.matches({ talking: 'enterNew' }) ||
  step.matches({ talking: 'confirmNew' });

function enter(step: Steps['pinChange']): PinChangePhase {
  const { ask, old, differed, isWeak } = step.context;
  if (!ask) throw new Bug('a secret is asked for that nobody asked for');
  const asked = ask.secret === 'pin' ? old : ask.secret;
  const isNew = asked === 'new-pin';
  return {
    kind: 'enter',
    secret: step.matches({ talking: 'confirmNew' }) ? 'new-pin-again' : asked,
    triesLeft: isNew ? null : ask.triesLeft,
    wrongBefore: isNew ? differed : ask.wrongBefore,
    formatError: ask.formatError && !step.matches({ talking: 'confirmNew' }) && !differed,
    onReader: ask.onReader,
    digits: secretLength(asked),
    weak: isWeak,
    canSwitch: ask.secret === 'pin' && !ask.onReader,
  };
}
