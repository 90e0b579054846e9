import { RESULT, refusalName, resultName } from '../codec/index.ts';
import type { PaymentHooks, PaymentRecord, ReverseOutcome } from '../contract.ts';
import { askPatiently } from '../dialogue/ask-while-busy.ts';
import type { ZvtContext } from '../dialogue/context.ts';
import type { Line } from '../dialogue/line.ts';
import type { Wire } from '../dialogue/wire.ts';
import { recordOf } from '../receipts/payment-record.ts';
import { NO_RECEIPTS, sortReceipts } from '../receipts/sort-receipts.ts';
import { isSame } from './matching.ts';
import { committing, own } from './payment.ts';
import { askTruth } from './recovery.ts';

/** Sends 06 30 for one payment once. If the outcome is lost, the device is asked for it; 06 30 is not repeated. */
export async function reversePayment(
  line: Line,
  wire: Wire,
  context: ZvtContext,
  payment: PaymentRecord,
  hooks: PaymentHooks,
): Promise<ReverseOutcome> {
  if (payment.receiptNo === null) return { kind: 'not-reversed', reason: 'no-receipt-number' };
  const command = context.requests.reversal(payment.receiptNo, payment.amount);
  const result = await askPatiently(wire, command, context, {
    onProgress: hooks.onProgress,
    commit: committing(hooks),
  });
  const { ending, statuses, printed } = result;
  if (ending.kind === 'broken' && ending.fault === 'commit-failed')
    return { kind: 'unclear', reason: 'journal-failed' };
  const info = statuses.at(-1);
  const record = info ? recordOf(info) : null;
  if (!result.unreadableStatus) {
    const receipts = sortReceipts(printed);
    if (record && record.resultCode !== RESULT.ok) return refused(record.resultCode);
    if (ending.kind === 'completed' && record) return { kind: 'reversed', record, receipts };
    if (ending.kind === 'refused' && !ending.late) return refused(ending.resultCode, refusalName(ending.resultCode));
    if (ending.kind === 'aborted' && !record) return refused(ending.resultCode);
  }
  hooks.onProgress(own('recovering'));
  return findOut(line, context, payment);
}

function refused(resultCode: number | null, reason = resultName(resultCode ?? RESULT.system)): ReverseOutcome {
  if (resultCode === RESULT.alreadyReversed) return { kind: 'reversed', record: null, receipts: NO_RECEIPTS };
  return { kind: 'not-reversed', reason };
}

async function findOut(line: Line, context: ZvtContext, payment: PaymentRecord): Promise<ReverseOutcome> {
  const truth = await askTruth(line, context, { wantsReceipts: () => false });
  if (!truth.ok) return { kind: 'unclear', reason: truth.reason };
  const { record, originalTrace, receipts } = truth.value;
  if (record === null) return { kind: 'unclear', reason: 'no-status' };
  if (originalTrace !== null && originalTrace === payment.trace && record.resultCode === RESULT.ok) {
    return { kind: 'reversed', record, receipts };
  }
  // The payment is still the device's last act, so the reversal did not happen.
  if (isSame(record, payment)) return { kind: 'not-reversed', reason: 'not-carried-out' };
  return { kind: 'unclear', reason: 'other-payment-since' };
}
