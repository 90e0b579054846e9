import { assign } from 'xstate';
import { PAID_AFTER_ALL, paySetup, REFUSED, WAYS_OUT } from './pay-setup.ts';

/**
 * Payment on the citizen's own telephone: the terminal owns it, this shows its code and takes the outcome. Whoever wants
 * another way is told first that the page on the telephone must not be used any more.
 */
export const online = paySetup.createStateConfig({
  tags: ['no-cancel', 'phone-pays'],
  entry: [assign({ way: 'online', code: null }), { type: 'tellPackage', params: { state: 'paying' } }],
  invoke: {
    src: 'payOnline',
    input: ({ context }) => context,
    onDone: [
      {
        guard: ({ event }) => event.output.kind === 'paid',
        target: 'paid',
        actions: ['notePaidOnline', 'tellPaidOnline'],
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
        guard: ({ event: { output } }) => output.kind === 'not-paid' && output.reason === 'left',
        target: 'ready',
        actions: [assign({ isCodeOut: true, obstacle: 'payment-aborted' }), 'tellUnpaid'],
      },
      {
        target: 'onlineNotPaid',
        actions: [
          assign(({ event: { output } }) =>
            output.kind === 'not-paid' && output.reason !== 'left'
              ? {
                  onlineFailure: output.reason,
                  isCodeOut: output.reason === 'expired',
                  obstacle: `online-${output.reason}`,
                }
              : {},
          ),
          'tellUnpaid',
        ],
      },
    ],
  },
  on: {
    'online-payment': {
      guard: 'isOfThis',
      actions: assign(({ event }) => (event.progress.kind === 'code' ? { code: event.progress } : {})),
    },
  },
  initial: 'opening',
  states: {
    opening: {
      tags: 'at-work',
      always: { guard: 'hasCode', target: 'code' },
      on: { 'intent.other-way': { guard: 'isSilent', target: 'asked' } },
    },
    code: {
      on: { 'intent.other-way': 'asked', 'intent.back': 'asked' },
    },
    asked: {
      on: { 'intent.confirm': 'leaving', 'intent.back': 'opening', 'intent.pay-online': 'opening' },
    },
    leaving: { tags: 'at-work', entry: 'leaveOnline' },
  },
});

export const onlineNotPaid = paySetup.createStateConfig({
  tags: 'unpaid',
  meta: { fault: ({ onlineFailure }) => `online-${onlineFailure}` },
  always: REFUSED,
  on: {
    'intent.pay-online': 'online',
    'intent.retry': 'online',
    'intent.pay': 'running',
    ...PAID_AFTER_ALL,
    ...WAYS_OUT,
  },
});
