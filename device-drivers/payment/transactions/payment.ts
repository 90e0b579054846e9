import type { ZvtFrame } from '../codec/index.ts';
import { isHostDecline, notPaidReason, RESULT, refusalReason, type StatusInformation } from '../codec/index.ts';
import type {
  LastReceipt,
  NotPaidReason,
  PaymentHooks,
  PaymentOutcome,
  PaymentProgress,
  PaymentRecord,
  RecoverRequest,
} from '../contract.ts';
import { askPatiently } from '../dialogue/ask-while-busy.ts';
import type { ZvtContext } from '../dialogue/context.ts';
import type { ExchangeResult } from '../dialogue/exchange.ts';
import type { Line } from '../dialogue/line.ts';
import type { Wire } from '../dialogue/wire.ts';
import { recordOf } from '../receipts/payment-record.ts';
import { NO_RECEIPTS, sortReceipts } from '../receipts/sort-receipts.ts';
import { LOST_PLACE } from '../transport/link.ts';
import { matchPayment, matchReversal } from './matching.ts';
import { askTruth } from './recovery.ts';

export const notPaid = (reason: NotPaidReason): PaymentOutcome => ({
  kind: 'not-paid',
  reason,
  record: null,
  receipts: NO_RECEIPTS,
});

export const own = (phase: PaymentProgress['phase']): PaymentProgress => ({ phase, status: null, text: null });

export interface Charge {
  readonly command: ZvtFrame;
  readonly intentId: string;
  readonly amount: number;
  readonly before: LastReceipt;
  readonly signal: AbortSignal;
}

/** One payment on a connection in service, and, should that connection or the device's word be lost, its recovery. */
export async function charge(
  line: Line,
  wire: Wire,
  context: ZvtContext,
  request: Charge,
  hooks: PaymentHooks,
): Promise<PaymentOutcome> {
  const intendedAt = context.clock.now();
  const result = await askPatiently(wire, request.command, context, {
    onProgress: hooks.onProgress,
    commit: committing(hooks),
    signal: request.signal,
  });
  const clear = outcomeOf(result, request);
  if (clear) return clear;
  const records = result.statuses.map(recordOf);
  // Recovery looks for the record that was approved and journalled, whatever the device sent after it.
  const committed = records.findLast((record) => record?.resultCode === RESULT.ok) ?? lastRecord(result.statuses);
  const ifNothing = request.signal.aborted ? 'aborted' : interruptedBy(result);
  const { ending } = result;
  const wasTaken = !(ending.kind === 'broken' && ending.fault === 'communication-error' && !ending.late);
  return recoverPayment(line, context, { ...request, committed, intendedAt }, hooks, { reason: ifNothing, wasTaken });
}

/** Why a payment that nobody stopped ended before anything was booked. */
function interruptedBy({ ending, unreadableStatus }: ExchangeResult): NotPaidReason {
  if (ending.kind === 'refused') return refusalReason(ending.resultCode);
  if (unreadableStatus || ending.kind !== 'broken' || ending.fault === 'communication-error') return 'device-error';
  return ending.fault === 'closed' && ending.detail === LOST_PLACE ? 'device-error' : 'no-answer';
}

/** Writes the status to the journal before it is acknowledged. A status without result code is not journalled. */
export const committing = (hooks: PaymentHooks) => async (info: StatusInformation) => {
  const record = recordOf(info);
  if (record) await hooks.commit(record);
};

/** The outcome as far as the exchange itself tells; `null` sends us to ask the device. */
function outcomeOf(result: ExchangeResult, request: Charge): PaymentOutcome | null {
  const { ending, statuses, printed } = result;
  const record = lastRecord(statuses);
  const approved = record?.resultCode === RESULT.ok;
  if (ending.kind === 'broken' && ending.fault === 'commit-failed')
    return { kind: 'unclear', reason: 'journal-failed' };
  if (result.unreadableStatus) return null;
  // The device approved, got our acknowledgement and then sent something else: it has to be asked which one holds.
  if (!approved && statuses.some((info) => info.resultCode === RESULT.ok)) return null;
  const receipts = sortReceipts(printed);
  if (record && !approved) return { kind: 'not-paid', reason: notPaidReason(record.resultCode), record, receipts };
  switch (ending.kind) {
    case 'refused':
      // The device accepted the command and then refused it: it has to be asked how far it came.
      if (ending.late) return null;
      return notPaid(
        ending.resultCode === RESULT.wait && request.signal.aborted ? 'aborted' : refusalReason(ending.resultCode),
      );
    case 'completed':
      if (!record) return null;
      if (record.amount !== null && record.amount !== request.amount)
        return { kind: 'unclear', reason: 'amount-differs' };
      return { kind: 'paid', record, receipts };
    case 'aborted':
      // After an acknowledged status an error undoes nothing (PA00P015 13.08, 04 0F).
      if (approved) return null;
      return { kind: 'not-paid', reason: notPaidReason(ending.resultCode), record: null, receipts };
    case 'broken':
      return null;
  }
}

const lastRecord = (statuses: readonly StatusInformation[]): PaymentRecord | null =>
  statuses.map(recordOf).findLast((record) => record !== null) ?? null;

export interface IfNothing {
  readonly reason: NotPaidReason;
  /** False if the device answered the command itself with a refusal. */
  readonly wasTaken: boolean;
}

/**
 * Asks the device what became of an intent. Never moves money.
 * @param ifNothing why, if it booked nothing at all; what stopped before the end was aborted unless more is known
 */
export async function recoverPayment(
  line: Line,
  context: ZvtContext,
  request: RecoverRequest,
  hooks: Pick<PaymentHooks, 'onProgress'>,
  ifNothing: IfNothing = { reason: 'aborted', wasTaken: true },
): Promise<PaymentOutcome> {
  hooks.onProgress(own('recovering'));
  const match = { timeZone: context.timeZone, trustClock: !context.deviations.has('clock-unset') };
  const truth = await askTruth(line, context, {
    wantsReceipts: (record) => matchPayment(record, request, match).verdict === 'paid',
  });
  if (!truth.ok) return { kind: 'unclear', reason: truth.reason };
  const { record, originalTrace, receipts } = truth.value;
  // It refused the command as an answer, and knows of no payment at all.
  if (!ifNothing.wasTaken && record === null) return notPaid(ifNothing.reason);
  const verdict =
    record !== null && originalTrace !== null
      ? matchReversal(record, originalTrace, request, match)
      : matchPayment(record, request, match);
  if (verdict.verdict === 'unclear') return { kind: 'unclear', reason: verdict.reason };
  if (verdict.verdict === 'paid' && record) return { kind: 'paid', record, receipts };
  const code = verdict.verdict === 'not-paid' ? verdict.resultCode : RESULT.ok;
  return {
    kind: 'not-paid',
    reason: code === RESULT.ok ? ifNothing.reason : notPaidReason(code),
    record: null,
    receipts,
  };
}

/** Name of the statistic an outcome counts under. */
export function statisticOf(outcome: PaymentOutcome) {
  if (outcome.kind === 'paid') return 'AuthorizeApprovedCount';
  if (outcome.kind === 'unclear') return 'AuthorizeUnclearCount';
  if (outcome.reason === 'aborted') return 'AuthorizeAbortedCount';
  const code = outcome.record?.resultCode;
  return outcome.reason === 'declined' || (code !== undefined && isHostDecline(code))
    ? 'AuthorizeDeclinedCount'
    : 'AuthorizeFailedCount';
}
