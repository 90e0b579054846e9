import type { InterruptedScreen } from '../contract/screens/interrupted.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import { canPrint, canStartAgain, interruptedFeeStatus, interruptedService } from '../machine/steps/interrupted.ts';
import { numberOf } from '../package/receipt.ts';
import { attractScreen } from './catalogue.ts';
import { refundView } from './receipt.ts';

export function interruptedScreen(session: SessionContext, step: Steps['interrupted']): InterruptedScreen {
  const { context } = step;
  const { packageId, cents, outcome, delivery } = context.interrupted;
  const service = interruptedService(context);
  return {
    kind: 'interrupted',
    service: service && session.ports.texts.text(session.language, service.title),
    cents,
    number: numberOf({ packageId }),
    outcome,
    request: requestView(delivery, outcome === 'paid'),
    isOwed: interruptedFeeStatus(context) === 'owed',
    print: printState(step),
    canPrint: canPrint(context) && !step.matches({ shown: { paper: 'noPrinter' } }),
    canStart: canStartAgain(context) && attractScreen(session).kind === 'attract',
  };
}

function requestView(
  delivery: Steps['interrupted']['context']['interrupted']['delivery'],
  isPaid: boolean,
): InterruptedScreen['request'] {
  switch (delivery?.kind) {
    case undefined:
      return null;
    case 'accepted':
      return { kind: 'accepted' };
    case 'rejected':
    case 'undeliverable':
      return { kind: delivery.kind, refund: refundView(delivery, true, isPaid) };
    default:
      return { kind: 'on-its-way' };
  }
}

function printState(step: Steps['interrupted']): InterruptedScreen['print'] {
  if (step.matches({ shown: { paper: 'printing' } })) return { kind: 'printing' };
  if (step.matches({ shown: { paper: 'printed' } })) return { kind: 'printed' };
  if (step.matches({ shown: { paper: 'fault' } })) {
    return { kind: 'fault', reason: step.context.fault, canRetry: true };
  }
  return { kind: step.matches({ shown: { paper: 'noPrinter' } }) ? 'no-printer' : 'none' };
}
