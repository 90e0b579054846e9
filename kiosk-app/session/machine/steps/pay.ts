import { assign, fromPromise, sendParent, setup } from 'xstate';
import type { z } from 'zod';
import type { PaymentAnswer } from '../../../channel/terminal.ts';
import type { PayFailureReason, PayStatus } from '../../contract/snapshot.ts';
import { delays } from '../../delays.ts';
import { printReceipt, type ReceiptInput } from '../../package/receipt.ts';
import type { Package, PackageState } from '../application.ts';
import type { StepEvent } from '../events.ts';
import { attempt, type Ports, tell } from '../ports.ts';
import { canAbort, canRetry, failureOf, statusOf } from './pay-rules.ts';

type Answer = z.output<typeof PaymentAnswer>;
type Outcome = Answer | { readonly kind: 'problem' };

export interface PayInput {
  readonly ports: Ports;
  readonly package: Package;
  /** For the slip of an unclear payment. */
  readonly slip: Omit<ReceiptInput, 'package' | 'delivery'>;
}
/** `finished`: unclear, staff decide; the citizen has a slip. */
export type PayOutput = { readonly kind: 'next' | 'back' | 'finished' };

interface Context extends PayInput {
  readonly status: PayStatus;
  readonly text: string | null;
  readonly failure: PayFailureReason;
  readonly failureText: string | null;
  readonly cardName: string | null;
  readonly output: PayOutput;
}

/**
 * Card payment. The terminal owns it: this only asks for it, shows what the card device says, and takes the outcome.
 * Nothing here ends a running payment by time. An outcome nobody knows is never tried again.
 */
export const payMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as PayInput, output: {} as PayOutput },
  actors: {
    pay: fromPromise<Outcome, PayInput>(({ input }) => pay(input)),
    slip: fromPromise<unknown, PayInput>(({ input }) =>
      printReceipt({ ...input.slip, package: { ...input.package, state: 'unclear' }, delivery: null }),
    ),
  },
  guards: {
    canRetry: ({ context }) => canRetry(context.failure),
    canAbort: ({ context }) => canAbort(context.status),
  },
  actions: {
    tellPackage: sendParent((_, { state }: { state: PackageState }) => ({ type: 'package', state })),
  },
  delays: { paidShown: delays.paidShown },
}).createMachine({
  id: 'pay',
  context: ({ input }) => ({
    ...input,
    status: 'connecting',
    text: null,
    failure: 'device-error',
    failureText: null,
    cardName: null,
    output: { kind: 'next' },
  }),
  initial: 'ready',
  states: {
    ready: {
      on: {
        'intent.pay': 'running',
        'intent.back': { target: 'done', actions: assign({ output: { kind: 'back' } }) },
      },
    },
    running: {
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
            actions: { type: 'tellPackage', params: { state: 'held' } },
          },
          {
            target: 'notPaid',
            actions: [
              assign(({ event: { output } }) =>
                output.kind === 'not-paid' ? { failure: failureOf(output.reason), failureText: output.text } : {},
              ),
              { type: 'tellPackage', params: { state: 'held' } },
            ],
          },
        ],
      },
      on: {
        'payment-progress': {
          actions: assign({
            status: ({ event }) => statusOf(event.phase),
            text: ({ context, event }) =>
              event.text ?? (statusOf(event.phase) === context.status ? context.text : null),
          }),
        },
        'intent.abort-payment': {
          guard: 'canAbort',
          actions: ({ context: { ports } }) =>
            tell(ports, 'payment.abort', () => ports.terminal.call('payment.abort', {})),
        },
      },
    },
    paid: { after: { paidShown: 'done' }, on: { 'intent.continue': 'done' } },
    notPaid: {
      on: {
        'intent.retry': { guard: 'canRetry', target: 'running' },
        'intent.pay': { guard: 'canRetry', target: 'running' },
        'intent.back': { target: 'done', actions: assign({ output: { kind: 'back' } }) },
      },
    },
    problem: {
      on: {
        'intent.retry': 'running',
        'intent.back': { target: 'done', actions: assign({ output: { kind: 'back' } }) },
      },
    },
    unclear: {
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

async function pay({ ports, package: { packageId, fee } }: PayInput): Promise<Outcome> {
  // As long as the citizen takes: only the card device and the citizen end a payment.
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
      return { kind: 'problem' };
    default:
      // The question was asked and the answer cannot be read: money may have moved.
      return { kind: 'unclear', reference: fee?.reference ?? '' };
  }
}
