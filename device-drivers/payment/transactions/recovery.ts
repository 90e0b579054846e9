import { delay } from '../../../foundation/clock.ts';
import { code } from '../../../foundation/log.ts';
import { RESULT } from '../codec/index.ts';
import type { PaymentReceipts, PaymentRecord } from '../contract.ts';
import type { ZvtContext } from '../dialogue/context.ts';
import { askLastPayment, askReceiptsAgain, askStatus, type DeviceAnswer, register } from '../dialogue/enquiries.ts';
import type { Line } from '../dialogue/line.ts';
import { ABORT } from '../dialogue/requests.ts';
import type { Wire } from '../dialogue/wire.ts';
import { NO_RECEIPTS } from '../receipts/sort-receipts.ts';

/** What the device says about its last payment. */
export interface Truth {
  readonly record: PaymentRecord | null;
  /** BMP 37: the payment a reversal undid. */
  readonly originalTrace: number | null;
  readonly receipts: PaymentReceipts;
}

export interface TruthOptions {
  /** Whether the receipts of this last payment are wanted; asked only then. */
  readonly wantsReceipts: (record: PaymentRecord) => boolean;
}

/**
 * How an unclear payment is asked about, with the commands of PA00P015 13.08: new connection, 06 B0, 05 01 until ready, 06 20.
 * Repeated on every new connection until it got through or the device stayed unreachable for too long.
 * Leaves the line in service. Moves no money.
 */
export function askTruth(line: Line, context: ZvtContext, options: TruthOptions): Promise<DeviceAnswer<Truth>> {
  const { clock, delays, log, statistics } = context;
  statistics.count('RecoveryCount');
  return new Promise((resolve) => {
    const attempt: Attempt = { abortUnanswered: false };
    let reachedAt: number | null = null;
    const onStop = () => finish({ ok: false, reason: 'driver-closed' });
    const finish = (answer: DeviceAnswer<Truth>) => {
      clock.clearTimeout(timer);
      line.stopped?.removeEventListener('abort', onStop);
      giveBack();
      log.event(answer.ok ? 'info' : 'error', 'payment.recovery.finished', {
        outcome: code(answer.ok ? 'answered' : answer.reason),
      });
      resolve(answer);
    };
    const giveUp = () => finish({ ok: false, reason: reachedAt === null ? 'unreachable' : 'not-ready' });
    let timer = clock.setTimeout(giveUp, delays.recoveryReach);
    const giveBack = line.takeOver(async (wire) => {
      if (reachedAt === null) {
        reachedAt = clock.monotonic();
        clock.clearTimeout(timer);
        timer = clock.setTimeout(giveUp, delays.recoveryReady);
      }
      const answer = await walk(wire, context, options, attempt);
      if (!answer.ok) return { ready: false };
      finish(answer);
      return { ready: true };
    });
    const { stopped } = line;
    if (!stopped || stopped.aborted) onStop();
    else stopped.addEventListener('abort', onStop, { once: true });
  });
}

interface Attempt {
  /** Without a usable answer to 06 B0 the connection is given up; the next one does without it. */
  abortUnanswered: boolean;
}

async function walk(
  wire: Wire,
  context: ZvtContext,
  options: TruthOptions,
  attempt: Attempt,
): Promise<DeviceAnswer<Truth>> {
  if (!attempt.abortUnanswered) {
    // Refused once online (84 83): the enquiry below decides.
    const { ending } = await wire.run(ABORT, { endsWithAnswer: true });
    context.log.event('info', 'payment.recovery.abort', { ending: code(ending.kind) });
    attempt.abortUnanswered = ending.kind === 'broken' && ending.fault !== 'closed';
    if (ending.kind === 'broken') return { ok: false, reason: ending.fault };
  }
  const ready = await untilReady(wire, context);
  if (!ready.ok) return ready;
  const registered = await register(wire, context);
  if (!registered.ok && wire.isClosed) return registered;
  const last = await askLastPayment(wire, context, context.delays.recoveryReady);
  if (!last.ok) return last;
  const { record, originalTrace } = last.value;
  const receipts = record && options.wantsReceipts(record) ? await askReceiptsAgain(wire, context) : NO_RECEIPTS;
  return { ok: true, value: { record, originalTrace, receipts } };
}

async function untilReady(wire: Wire, context: ZvtContext): Promise<DeviceAnswer<null>> {
  for (;;) {
    const status = await askStatus(wire, context);
    if (!status.ok) return status;
    if (status.value.status !== RESULT.wait) return { ok: true, value: null };
    await delay(context.clock, context.delays.waitAnswerPause);
  }
}
