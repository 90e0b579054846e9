import { mayBeTyped } from '../../../config/schema/demands-eid.ts';
import { Bug } from '../../../foundation/errors.ts';
import { localTime } from '../../../foundation/time/local-time.ts';
import { canAskWallet, cardUnavailability } from '../catalogue/availability.ts';
import type { IdentifyPhase } from '../contract/screens/identify.ts';
import { type SessionContext, serviceOf } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { canRetryWallet } from '../machine/steps/identify/wallet-rules.ts';
import { done } from './identified.ts';

export const waysPhase = (context: SessionContext): IdentifyPhase => ({
  kind: 'ways',
  card: cardUnavailability(context),
  wallet: walletNow(context),
  mayType: mayBeTyped(serviceOf(context)),
});

function walletNow(context: SessionContext): 'there' | 'down' | 'none' {
  const service = serviceOf(context);
  if (!context.mayAskWallet(service)) return 'none';
  return canAskWallet(service, context) ? 'there' : 'down';
}

export function walletPhase(session: SessionContext, step: Steps['wallet']): IdentifyPhase {
  const { context } = step;
  if (step.matches('consent')) return consent(session, context);
  if (step.matches({ asking: 'code' })) {
    const { qrText, validUntil } = questionOf(context);
    return { kind: 'wallet-code', text: qrText, validUntil };
  }
  if (step.matches({ asking: 'fetched' })) {
    return { kind: 'wallet-fetched', validUntil: questionOf(context).validUntil };
  }
  if (step.matches('failed')) {
    return { kind: 'wallet-failed', reason: context.failure, canRetry: canRetryWallet(context.failure) };
  }
  return step.matches('done') ? done(session, context) : { kind: 'wallet-opening' };
}

type Context = Steps['wallet']['context'];

function consent({ ports }: SessionContext, { request, chosen }: Context): IdentifyPhase {
  const { registration } = ports.wallet ?? {};
  if (!registration) throw new Bug('a wallet is asked without a registration');
  return {
    kind: 'wallet-consent',
    name: registration.name,
    purpose: registration.purpose,
    privacyPolicyUrl: registration.privacyPolicyUrl,
    validUntil: localTime(registration.validUntil, ports.start.site.timeZone).date,
    required: request.required,
    optional: request.optional.map((right) => ({ right, chosen: chosen.has(right) })),
  };
}

function questionOf({ question }: Context): NonNullable<Context['question']> {
  if (!question) throw new Bug('a code is shown of no question');
  return question;
}
