import type { SecretRequest } from '../codec/messages.ts';
import type { SecretKind } from '../contract.ts';
import { triesOf, unusable } from './card.ts';
import { cancelWith, go, type State, tell, timer, type WorkflowStep } from './machine.ts';

const KINDS = {
  ENTER_PIN: 'pin',
  ENTER_NEW_PIN: 'new-pin',
  ENTER_CAN: 'can',
  ENTER_PUK: 'puk',
} as const satisfies Record<SecretRequest['msg'], SecretKind>;

/** ENTER_…: the app needs a secret of the person. */
export function onSecretRequest(state: State, message: SecretRequest): WorkflowStep {
  // Asked for a PUK that can no longer help, or a PIN that is switched off: no secret does (SDK, "ENTER_PUK").
  const { reader } = message;
  const hindrance = reader?.card && 'retryCounter' in reader.card ? unusable(reader.card) : null;
  if (hindrance) return cancelWith(state, hindrance.reason, hindrance.detail);
  const secret = KINDS[message.msg];
  const triesLeft = triesOf(message.reader);
  const onReader = message.reader?.keypad ?? false;
  const formatError = message.error !== undefined;
  const wrongBefore = !formatError && wasWrong(state, secret, triesLeft);
  return go(
    state,
    {
      phase: 'secret',
      asked: { secret, triesLeft, onReader },
      reader: message.reader?.name ?? state.reader,
      sent: null,
      proven: false,
      // An ill-formed new PIN never reached the card.
      newPinSent: state.newPinSent && secret !== 'new-pin',
    },
    timer(null),
    tell({ kind: 'enter-secret', secret, triesLeft, onReader, wrongBefore, formatError }),
  );
}

/**
 * Whether the secret sent last was wrong, told by what is asked next. A PIN was wrong only if it cost a try: the app
 * asks for the same PIN again, too, when it lost the card for a moment.
 */
function wasWrong(state: State, asked: SecretKind, triesLeft: number | null): boolean {
  const { sent } = state;
  if (sent === null) return false;
  switch (sent.secret) {
    case 'pin':
    case 'transport-pin':
      if (asked === 'new-pin') return false;
      return sent.triesLeft === null || triesLeft === null || triesLeft < sent.triesLeft;
    case 'can':
      return asked === 'can';
    case 'puk':
      return asked === 'puk';
    case 'new-pin':
      return false;
  }
}
