import { Refusal } from '../../../foundation/errors.ts';
import type { SdkCommand } from '../codec/commands.ts';
import type { AccessRight, SecretKind } from '../contract.ts';
import { go, type State, send, timer, type WorkflowStep } from './machine.ts';

/** @throws Refusal `out-of-order`, `not-optional` */
export function onAccept(state: State, optional: readonly AccessRight[]): WorkflowStep {
  if (state.phase !== 'consent' || !state.rights) throw new Refusal('out-of-order', 'accept');
  const { rights } = state;
  if (optional.some((right) => !rights.optional.includes(right))) throw new Refusal('not-optional');
  return grant({ ...state, consented: optional });
}

/** Sets the optional rights where the choice differs from what is set, then accepts. */
export function grant(state: State): WorkflowStep {
  const chosen = state.consented ?? [];
  const set = new Set(state.rights?.effective.filter((right) => state.rights?.optional.includes(right)));
  const isAllNamed = state.rights?.unnamed.length === 0;
  const same = isAllNamed && set.size === chosen.length && chosen.every((right) => set.has(right));
  return same
    ? go(state, { phase: 'working' }, send({ cmd: 'ACCEPT' }), timer('workWithin'))
    : go(
        state,
        { phase: 'setting-rights' },
        send({ cmd: 'SET_ACCESS_RIGHTS', chat: [...chosen] }),
        timer('rightsWithin'),
      );
}

const COMMANDS = {
  pin: 'SET_PIN',
  'transport-pin': 'SET_PIN',
  'new-pin': 'SET_NEW_PIN',
  can: 'SET_CAN',
  puk: 'SET_PUK',
} as const satisfies Record<SecretKind, SdkCommand['cmd']>;

/**
 * The app asks for "the PIN" of five or six digits when changing it; only the person knows which one the letter held.
 * @throws Refusal `out-of-order`; `value-missing` and `value-unwanted` when it disagrees with the reader's keypad
 */
export function onSecret(state: State, secret: SecretKind, value: string | null): WorkflowStep {
  const { asked } = state;
  const isAsked = asked?.secret === secret || (asked?.secret === 'pin' && secret === 'transport-pin');
  if (state.phase !== 'secret' || !asked || !isAsked) throw new Refusal('out-of-order', secret);
  if (secret === 'transport-pin' && state.kind === 'auth') throw new Refusal('out-of-order', 'transport-pin');
  if (!asked.onReader && value === null) throw new Refusal('value-missing');
  if (asked.onReader && value !== null) throw new Refusal('value-unwanted');
  const command = { cmd: COMMANDS[secret], ...(value === null ? {} : { value }) };
  return go(
    state,
    {
      phase: 'working',
      asked: null,
      sent: { secret, triesLeft: asked.triesLeft },
      proven: false,
      newPinSent: state.newPinSent || secret === 'new-pin',
    },
    send(command),
    timer(asked.onReader ? 'keypadWithin' : 'workWithin'),
  );
}

/** @throws Refusal `out-of-order` */
export function onContinue(state: State): WorkflowStep {
  if (state.phase !== 'paused') throw new Refusal('out-of-order', 'continue');
  return go(state, { phase: 'working' }, send({ cmd: 'CONTINUE' }), timer('workWithin'));
}
