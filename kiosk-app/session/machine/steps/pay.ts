import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { NotPaidReason, PaymentPhase } from '../../../../device-drivers/payment/contract.ts';
import type { PaymentAnswer } from '../../../channel/terminal/money.ts';
import type { SessionPackage, SessionPackageState } from '../../application/application.ts';
import { isRefused } from '../../application/delivery.ts';
import type { ProblemScreen } from '../../contract/screens/problem.ts';
import { delays } from '../../delays.ts';
import { printReceipt, type ReceiptInput } from '../../package/receipt.ts';
import { attempt, type Ports, tell } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';
import { canAbort, canRetry } from './pay-rules.ts';

type Problem = Extract<ProblemScreen['problem'], 'portal-unreachable' | 'internal'>;
type Outcome = PaymentAnswer | { readonly kind: 'problem'; readonly problem: Problem };

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

interface Context extends PayInput {
  readonly status: PaymentPhase;
  readonly text: string | null;
  readonly failure: NotPaidReason;
  readonly failureText: string | null;
  readonly cardName: string | null;
  readonly problem: Problem;
  /** Why it was not paid at the last try, for the statistics. */
  readonly obstacle: string | null;
  /** The authority rejected the request while the citizen was paying. */
  readonly isRefused: boolean;
  readonly output: PayOutput;
}

const paySetup = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as PayInput,
    output: {} as PayOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    pay: fromPromise<Outcome, PayInput>(({ input }) => pay(input)),
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
  },
  actions: {
    /** No money moved: the package is again in the state it had before. */
    tellUnpaid: sendParent(({ context }) => ({ type: 'package', state: context.isSent ? 'released' : 'held' })),
    tellPackage: sendParent((_, { state }: { state: SessionPackageState }) => ({ type: 'package', state })),
  },
  delays: { paidShown: delays.paidShown },
});

const REFUSED = {
  guard: 'isRefused',
  target: 'done',
  actions: paySetup.assign({ output: { kind: 'refused' } }),
} as const;
/** Back, as long as nothing was sent. Once it was sent: on without having paid. */
const WAYS_OUT = {
  'intent.back': { guard: 'isUnsent', target: 'done', actions: paySetup.assign({ output: { kind: 'back' } }) },
  'intent.finish': {
    guard: 'isSent',
    target: 'done',
    actions: paySetup.assign({ output: ({ context }) => ({ kind: 'owed', reason: context.obstacle ?? 'pay-later' }) }),
  },
} as const;

/**
 * Card payment. The terminal owns it: this only asks for it, shows what the card device says, and takes the outcome.
 * Nothing here ends a running payment by time. An outcome nobody knows is never tried again.
 */
export const payMachine = paySetup.createMachine({
  id: 'pay',
  context: ({ input }) => ({
    ...input,
    status: 'connecting',
    text: null,
    failure: 'device-error',
    failureText: null,
    cardName: null,
    problem: 'portal-unreachable',
    obstacle: null,
    isRefused: false,
    output: { kind: 'next' },
  }),
  initial: 'ready',
  on: {
    delivery: {
      guard: ({ context, event }) =>
        context.isSent && event.packageId === context.package.packageId && isRefused(event.delivery),
      actions: assign({ isRefused: true }),
    },
  },
  states: {
    ready: { tags: 'unpaid', always: REFUSED, on: { 'intent.pay': 'running', ...WAYS_OUT } },
    running: {
      tags: ['at-work', 'no-cancel'],
      entry: [assign({ status: 'connecting', text: null }), { type: 'tellPackage', params: { state: 'paying' } }],
      invoke: {
        src: 'pay',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'paid',
            target: 'paid',
            actions: [
              assign({ cardName: ({ event }) => (event.output.kind === 'paid' ? event.output.cardName : null) }),
              { type: 'tellPackage', params: { state: 'paid' } },
            ],
          },
          {
            guard: ({ event }) => event.output.kind === 'unclear',
            target: 'unclear',
            actions: { type: 'tellPackage', params: { state: 'unclear' } },
          },
          {
            guard: ({ event }) => event.output.kind === 'problem',
            target: 'problem',
            actions: [
              assign(({ event: { output } }) =>
                output.kind === 'problem' ? { problem: output.problem, obstacle: output.problem } : {},
              ),
              'tellUnpaid',
            ],
          },
          {
            target: 'notPaid',
            actions: [
              assign(({ event: { output } }) => (output.kind === 'not-paid' ? notPaid(output) : {})),
              'tellUnpaid',
            ],
          },
        ],
      },
      on: {
        'payment-progress': {
          actions: assign({
            status: ({ event }) => event.phase,
            text: ({ context, event }) => event.text ?? (event.phase === context.status ? context.text : null),
          }),
        },
        'intent.abort-payment': {
          guard: 'canAbort',
          actions: ({ context: { ports } }) =>
            tell(ports, 'payment.abort', () => ports.terminal.call('payment.abort', {})),
        },
      },
    },
    paid: { tags: 'no-cancel', after: { paidShown: 'done' }, on: { 'intent.continue': 'done' } },
    notPaid: {
      tags: 'unpaid',
      meta: { fault: ({ failure }) => `payment-${failure}` },
      always: REFUSED,
      on: {
        'intent.retry': { guard: 'canRetry', target: 'running' },
        'intent.pay': { guard: 'canRetry', target: 'running' },
        ...WAYS_OUT,
      },
    },
    problem: {
      tags: 'unpaid',
      meta: { fault: () => 'portal-unreachable' },
      always: REFUSED,
      on: { 'intent.retry': 'running', ...WAYS_OUT },
    },
    unclear: {
      tags: 'no-cancel',
      entry: assign({ output: { kind: 'finished' } }),
      initial: 'printing',
      states: {
        printing: { invoke: { src: 'slip', input: ({ context }) => context, onDone: 'idle' } },
        idle: { on: { 'intent.print-again': 'printing' } },
      },
      on: { 'intent.finish': 'done', 'intent.continue': 'done' },
    },
    done: { type: 'final' },
  },
  output: ({ context: { output } }) => output,
});

const notPaid = ({ reason, text }: Extract<PaymentAnswer, { kind: 'not-paid' }>) => ({
  failure: reason,
  failureText: text,
  obstacle: `payment-${reason}`,
});

async function pay({ ports, package: { packageId, fee } }: PayInput): Promise<Outcome> {
  // No time limit: only the payment terminal and the citizen end a payment.
  const answer = await attempt(ports, () =>
    ports.terminal.call('payment.pay', { packageId }, Number.POSITIVE_INFINITY),
  );
  if (answer.ok) return answer.value;
  switch (answer.error) {
    case 'already-paid':
      return { kind: 'paid', cardName: null };
    case 'busy':
      return { kind: 'not-paid', reason: 'device-busy', text: null };
    case 'no-device':
      return { kind: 'not-paid', reason: 'offline', text: null };
    case 'portal-unreachable':
    case 'not-submitted':
      return { kind: 'problem', problem: 'portal-unreachable' };
    case 'storage-full':
      return { kind: 'problem', problem: 'internal' };
    default:
      // The payment was asked for and its answer was lost: money may have moved.
      return { kind: 'unclear', reference: fee?.reference ?? '' };
  }
}
