import { assign } from 'xstate';
import { isRefused } from '../../application/delivery.ts';
import { tell } from '../../ports.ts';
import { online, onlineNotPaid } from './pay-online.ts';
import { notPaid, PAID_AFTER_ALL, paySetup, REFUSED, WAYS_OUT } from './pay-setup.ts';

export type { PayInput, PayOutput } from './pay-setup.ts';

/**
 * Payment, by card or on the telephone. The terminal owns it: this only asks for it, shows what the card device or the
 * portal says, and takes the outcome. Nothing here ends a running payment by time. An outcome nobody knows is never
 * tried again.
 */
export const payMachine = paySetup.createMachine({
  id: 'pay',
  context: ({ input }) => ({
    ...input,
    way: 'card',
    status: 'connecting',
    text: null,
    failure: 'device-error',
    failureText: null,
    cardName: null,
    code: null,
    onlineFailure: 'failed',
    isCodeOut: false,
    isPaidOnline: false,
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
    ready: {
      tags: 'unpaid',
      always: REFUSED,
      on: {
        'intent.pay': 'running',
        'intent.pay-online': { guard: 'canPayOnline', target: 'online' },
        ...PAID_AFTER_ALL,
        ...WAYS_OUT,
      },
    },
    running: {
      tags: ['at-work', 'no-cancel'],
      entry: [
        assign({ way: 'card', status: 'connecting', text: null }),
        { type: 'tellPackage', params: { state: 'paying' } },
      ],
      invoke: {
        src: 'pay',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'paid' && event.output.isOnline === true,
            target: 'paid',
            actions: ['notePaidOnline', 'tellPaidOnline'],
          },
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
    online,
    onlineNotPaid,
    paid: { tags: 'no-cancel', after: { paidShown: 'done' }, on: { 'intent.continue': 'done' } },
    notPaid: {
      tags: 'unpaid',
      meta: { fault: ({ failure }) => `payment-${failure}` },
      always: REFUSED,
      on: {
        'intent.retry': { guard: 'canRetry', target: 'running' },
        'intent.pay': { guard: 'canRetry', target: 'running' },
        'intent.pay-online': { guard: 'canPayOnline', target: 'online' },
        ...PAID_AFTER_ALL,
        ...WAYS_OUT,
      },
    },
    problem: {
      tags: 'unpaid',
      meta: { fault: ({ problem }) => (problem === 'bill-changed' ? 'bill-paid' : 'portal-unreachable') },
      always: REFUSED,
      on: {
        'intent.retry': [
          { guard: 'canRetryOnline', target: 'online' },
          { guard: 'canRetryCard', target: 'running' },
        ],
        ...PAID_AFTER_ALL,
        ...WAYS_OUT,
      },
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
