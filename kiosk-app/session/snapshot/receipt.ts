import { feeStatusOf } from '../application/application.ts';
import { type Refused, refundOf } from '../application/delivery.ts';
import type { PrintState, ReceiptScreen, RefundView } from '../contract/screens/receipt.ts';
import type { SessionState, Steps } from '../machine/state.ts';
import { nextOf, numberOf, payLaterOf, qrOf } from '../package/receipt.ts';
import { copyView } from './copy.ts';
import { takeAlongView } from './take-along.ts';

export function receiptScreen(state: SessionState, step: Steps['receipt']): ReceiptScreen {
  const { service, delivery, package: held } = step.context;
  const { fee } = held;
  const money = feeStatusOf(service, held, delivery);
  return {
    kind: 'receipt',
    number: numberOf(held),
    delivery: deliveryView(step.context),
    paid: money === 'paid' && fee ? { cents: fee.cents } : null,
    owed:
      money === 'owed' && fee
        ? { cents: fee.cents, reference: fee.reference, payLater: payLaterOf(step.context) }
        : null,
    print: printState(step),
    copy: copyView(state),
    takeAlong: takeAlongView(state),
    next: nextOf(step.context, state.context.language),
    qr: qrOf(step.context),
  };
}

function deliveryView({ delivery, package: held }: Steps['receipt']['context']): ReceiptScreen['delivery'] {
  const isPaid = held.state === 'paid';
  switch (delivery?.kind) {
    case 'accepted':
      return { kind: 'accepted' };
    case 'rejected':
      return {
        kind: 'rejected',
        problems: delivery.problems,
        refund: refundView(delivery, held.fee !== null, isPaid),
      };
    case 'undeliverable':
      return { kind: 'undeliverable', refund: refundView(delivery, held.fee !== null, isPaid) };
    default:
      return { kind: 'deferred' };
  }
}

export const refundView = (delivery: Refused, hasFee: boolean, isPaid: boolean): RefundView =>
  hasFee ? refundOf(delivery, isPaid) : 'not-applicable';

function printState(step: Steps['receipt']): PrintState {
  if (step.matches('printing')) return { kind: 'printing' };
  if (step.matches('fault')) return { kind: 'fault', reason: step.context.fault, canRetry: true };
  return { kind: step.matches('noPrinter') ? 'no-printer' : 'printed' };
}
