import { canPayOnline, isUsable } from '../catalogue/availability.ts';
import type { PayScreen, PayWays } from '../contract/screens/pay.ts';
import type { Screen } from '../contract/snapshot.ts';
import { packageOf, type SessionContext, serviceOf } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { canAbort, canRetry } from '../machine/steps/pay-rules.ts';
import { numberOf } from '../package/receipt.ts';
import { problem } from './problem.ts';
import { purposeOf } from './purpose.ts';

export function payScreen(context: SessionContext, step: Steps['pay']): Screen {
  const { isSent, problem: what } = step.context;
  if (step.matches('problem')) {
    const number = isSent ? numberOf(packageOf(context)) : null;
    const out = isSent ? 'finish' : 'back';
    return problem(what, 'nothing', number, what === 'bill-changed' ? [out] : ['retry', out]);
  }
  return {
    kind: 'pay',
    cents: packageOf(context).fee?.cents ?? 0,
    purpose: purposeOf(serviceOf(context), context.application.bills, context.ports.texts, context.language),
    isSent,
    phase: phaseOf(context, step),
  };
}

function phaseOf(context: SessionContext, step: Steps['pay']): PayScreen['phase'] {
  const { status, text, failure, failureText, cardName, isPaidOnline, isCodeOut, onlineFailure } = step.context;
  if (step.matches('running')) return { kind: 'running', status, text, canAbort: canAbort(status) };
  if (step.matches('online')) return onlinePhase(step);
  if (step.matches('paid')) return { kind: 'paid', cardName, isOnline: isPaidOnline };
  if (step.matches('notPaid')) {
    return {
      kind: 'not-paid',
      reason: failure,
      text: failureText,
      canRetry: canRetry(failure),
      ways: waysOf(context),
    };
  }
  if (step.matches('onlineNotPaid')) return { kind: 'online-not-paid', reason: onlineFailure, ways: waysOf(context) };
  if (step.matches('unclear')) return { kind: 'unclear', number: numberOf(packageOf(context)) };
  return { kind: 'ready', ways: waysOf(context), isCodeOut };
}

function onlinePhase(step: Steps['pay']): PayScreen['phase'] {
  const { code } = step.context;
  if (step.matches({ online: 'asked' })) return { kind: 'online-leave' };
  if (step.matches({ online: 'opening' })) return { kind: 'online-asking', canLeave: code?.isReachable === false };
  if (!step.matches({ online: 'code' }) || code?.address == null) return { kind: 'online-asking', canLeave: false };
  return { kind: 'online-code', address: code.address, until: code.until, isReachable: code.isReachable };
}

/** Both stand side by side where the place has both; where it has no card terminal, there is nothing beside the telephone. */
const waysOf = (context: SessionContext): PayWays => ({
  card: context.devices.payment == null ? 'none' : isUsable(context.devices, 'payment') ? 'open' : 'down',
  online: !context.hasOnlinePayment ? 'none' : canPayOnline(context) ? 'open' : 'down',
});
