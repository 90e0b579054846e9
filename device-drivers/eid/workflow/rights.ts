import { isDeepStrictEqual } from 'node:util';
import { code } from '../../../foundation/log.ts';
import type { SdkMessageOf } from '../codec/messages.ts';
import { type AccessRight, type Checks, isAccessRight } from '../contract.ts';
import { grant } from './answers.ts';
import {
  cancelWith,
  failed,
  go,
  type Rights,
  type State,
  send,
  stay,
  tell,
  timer,
  type WorkflowStep,
} from './machine.ts';

/** ACCESS_RIGHTS: what the portal wants to read; also the answer to SET_ACCESS_RIGHTS. */
export function onAccessRights(state: State, message: SdkMessageOf<'ACCESS_RIGHTS'>): WorkflowStep {
  const { chat } = message;
  // Refused without saying what holds now: nothing can be granted.
  if (!chat)
    return state.phase === 'setting-rights' ? cancelWith(state, 'client-error', 'rights-not-set') : stay(state);
  // A right we cannot name on the screen must not be granted unseen (writing, …); an optional one is switched off. The
  // app offers `CanAllowed` to every authority whose certificate has it, whatever the portal asks for.
  const unnamed = chat.effective.filter((right) => !isAccessRight(right));
  const forced = [...chat.required.filter((right) => !isAccessRight(right)), ...unnamed].find(
    (right) => chat.required.includes(right) || !chat.optional.includes(right),
  );
  if (forced !== undefined) return cancelWith(state, 'portal-refused', `unknown-right ${code(forced)}`);
  const rights: Rights = {
    required: chat.required.filter(isAccessRight),
    optional: chat.optional.filter(isAccessRight),
    effective: chat.effective.filter(isAccessRight),
    unnamed,
    checks: checksOf(message),
    transactionInfo: message.transactionInfo ?? null,
  };
  switch (state.phase) {
    case 'fetching-rights': {
      const again = state.consented !== null && state.rights !== null && sameRequest(state.rights, rights);
      if (again) return grant({ ...state, rights });
      return go(
        state,
        { phase: 'fetching-certificate', rights, consented: null },
        send({ cmd: 'GET_CERTIFICATE' }),
        timer('rightsWithin'),
      );
    }
    case 'setting-rights':
      if (message.error !== undefined || !isGranted(state, rights)) {
        return cancelWith(state, 'client-error', 'rights-not-set');
      }
      return go(state, { phase: 'working', rights }, send({ cmd: 'ACCEPT' }), timer('workWithin'));
    default:
      return stay(state);
  }
}

/** CERTIFICATE: who the portal is; with it the data request is complete. */
export function onCertificate(state: State, message: SdkMessageOf<'CERTIFICATE'>): WorkflowStep {
  const { rights } = state;
  if (state.phase !== 'fetching-certificate' || rights === null) return stay(state);
  if (rights.required.length + rights.optional.length === 0) return failed(state, 'portal-refused', 'asks-for-nothing');
  return go(
    state,
    { phase: 'consent' },
    timer(null),
    tell({
      kind: 'access-rights',
      required: rights.required,
      optional: rights.optional,
      effective: rights.effective,
      checks: rights.checks,
      transactionInfo: rights.transactionInfo,
      certificate: { ...message.description, ...message.validity },
    }),
  );
}

/** Age and community are compared only under their rights; the date of expiry under any. */
function checksOf({ aux, chat }: SdkMessageOf<'ACCESS_RIGHTS'>): Checks {
  const isAsked = (right: AccessRight) => chat?.required.includes(right) || chat?.optional.includes(right);
  return {
    minimumAge: (isAsked('AgeVerification') && aux?.requiredAge) || null,
    validOn: aux?.validityDate ?? null,
    community: (isAsked('AddressVerification') && aux?.communityId) || null,
  };
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item) => b.includes(item));

const sameRequest = (a: Rights, b: Rights): boolean =>
  sameSet(a.required, b.required) &&
  sameSet(a.optional, b.optional) &&
  a.transactionInfo === b.transactionInfo &&
  isDeepStrictEqual(a.checks, b.checks);

/** The app really reads no more and no less than the person agreed to. */
const isGranted = (state: State, rights: Rights): boolean =>
  rights.unnamed.length === 0 && sameSet(rights.effective, [...rights.required, ...(state.consented ?? [])]);
