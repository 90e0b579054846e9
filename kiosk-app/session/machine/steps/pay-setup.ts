import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';
import type { OnlineProgress, PaymentAnswer } from '../../../channel/terminal/money.ts';
import type { SessionPackage, SessionPackageState } from '../../application/application.ts';
import type { OnlineFailure } from '../../contract/screens/pay.ts';
import { delays } from '../../delays.ts';
import { printReceipt, type ReceiptInput } from '../../package/receipt.ts';
import { type Ports, tell } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';
import { type CardOutcome, type OnlineOutcome, type PayProblem, payByCard, payOnline } from './pay-calls.ts';
import { canAbort, canRetry } from './pay-rules.ts';

export interface PayInput {
  readonly ports: Ports;
  readonly package: SessionPackage;
  /** For the slip of an unclear payment. */
  readonly slip: Omit<ReceiptInput, 'package'>;
  /** The authority has the request already: there is no way back, but one to pay later. */
  readonly isSent: boolean;
}
/**
 * `finished`: unclear, staff decide; the citizen has a slip. `owed`: sent, and not paid now. `refused`: the authority
 * will not serve it after all, so nothing is to be paid.
 */
export type PayOutput =
  | { readonly kind: 'next' | 'back' | 'finished' | 'refused' }
  /** `reason` of the statistics: why it was not paid. */
  | { readonly kind: 'owed'; readonly reason: string };

export interface PayContext extends PayInput {
  /** That was tried last. */
  readonly way: 'card' | 'online';
  readonly status: PaymentPhase;
  readonly text: string | null;
  readonly failure: NotPaidReason;
  readonly failureText: string | null;
  readonly cardName: string | null;
  /** The code for the telephone; `null` while there is none. */
  readonly code: Extract<OnlineProgress, { readonly kind: 'code' }> | null;
  readonly onlineFailure: OnlineFailure;
  /** A code was left: whoever still has its page on the telephone could pay there. */
  readonly isCodeOut: boolean;
  readonly isPaidOnline: boolean;
  readonly problem: PayProblem;
  /** Why it was not paid at the last try, for the statistics. */
  readonly obstacle: string | null;
  /** The authority rejected the request while the citizen was paying. */
  readonly isRefused: boolean;
  readonly output: PayOutput;
}

export const paySetup = setup({
  types: {
    context: {} as PayContext,
    events: {} as StepEvent,
    input: {} as PayInput,
    output: {} as PayOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<PayContext>,
  },
  actors: {
    pay: fromPromise<CardOutcome, PayInput>(({ input }) => payByCard(input)),
    payOnline: fromPromise<OnlineOutcome, PayInput>(({ input }) => payOnline(input)),
    slip: fromPromise<unknown, PayInput>(({ input }) =>
      printReceipt({ ...input.slip, package: { ...input.package, state: 'unclear' } }),
    ),
  },
  guards: {
    isSent: ({ context }) => context.isSent,
    isRefused: ({ context }) => context.isRefused,
    isUnsent: ({ context }) => !context.isSent,
    canRetry: ({ context }) => canRetry(context.failure),
    canAbort: ({ context }) => canAbort(context.status),
    canPayOnline: ({ context: { ports } }) => ports.start.site.paysOnline === true,
    canRetryOnline: ({ context: { way, problem } }) => way === 'online' && problem !== 'bill-changed',
    canRetryCard: ({ context: { way, problem } }) => way === 'card' && problem !== 'bill-changed',
    /** The portal does not answer, so the code may be long in coming. */
    isSilent: ({ context }) => context.code?.isReachable === false,
    hasCode: ({ context }) => context.code?.address != null,
    isOfThis: ({ context, event }) => event.type === 'online-payment' && event.packageId === context.package.packageId,
    /** On the telephone, after it was left. */
    isPaidAfterAll: ({ context, event }) =>
      event.type === 'online-payment' &&
      event.packageId === context.package.packageId &&
      event.progress.kind === 'paid',
  },
  actions: {
    /** No money moved: the package is again in the state it had before. */
    tellUnpaid: sendParent(({ context }) => ({ type: 'package', state: context.isSent ? 'released' : 'held' })),
    tellPackage: sendParent((_, { state }: { state: SessionPackageState }) => ({ type: 'package', state })),
    tellPaidOnline: sendParent({ type: 'package', state: 'paid', isOnline: true }),
    notePaidOnline: assign({ isPaidOnline: true, cardName: null, isCodeOut: false }),
    leaveOnline: ({ context: { ports, package: held } }) =>
      tell(ports, 'payment.leave-online', () =>
        ports.terminal.call('payment.leave-online', { packageId: held.packageId }, Number.POSITIVE_INFINITY),
      ),
  },
  delays: { paidShown: delays.paidShown },
});

export const REFUSED = {
  guard: 'isRefused',
  target: 'done',
  actions: paySetup.assign({ output: { kind: 'refused' } }),
} as const;
/** Back, as long as nothing was sent. Once it was sent: on without having paid. */
export const WAYS_OUT = {
  'intent.back': { guard: 'isUnsent', target: 'done', actions: paySetup.assign({ output: { kind: 'back' } }) },
  'intent.finish': {
    guard: 'isSent',
    target: 'done',
    actions: paySetup.assign({ output: ({ context }) => ({ kind: 'owed', reason: context.obstacle ?? 'pay-later' }) }),
  },
} as const;
/** A telephone may still pay what was left there. */
export const PAID_AFTER_ALL = {
  'online-payment': { guard: 'isPaidAfterAll', target: 'paid', actions: ['notePaidOnline', 'tellPaidOnline'] },
} as const;

export const notPaid = ({ reason, text }: Extract<PaymentAnswer, { kind: 'not-paid' }>) => ({
  failure: reason,
  failureText: text,
  obstacle: `payment-${reason}`,
});
