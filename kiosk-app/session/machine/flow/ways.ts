import { assign } from 'xstate';
import { backward, identified } from '../next-step.ts';
import { serviceOf } from '../session-context.ts';
import { sessionSetup } from '../session-setup.ts';

/** The first question of an identification, where there is another way beside the card. */
export const ways = sessionSetup.createStateConfig({
  id: 'ways',
  meta: { journey: 'identify' },
  on: {
    'intent.choose-way': [
      { guard: 'wantsCard', target: 'identify' },
      { guard: 'wantsWallet', target: 'wallet' },
      { guard: 'wantsToType', target: 'route', actions: 'goOnTyped' },
    ],
    'intent.back': { target: 'route', actions: assign(({ context }) => backward(context, 'identify')) },
    'intent.no-eid': { target: 'noEid', actions: assign({ noEid: ({ event }) => event.reason }) },
  },
});

export const wallet = sessionSetup.createStateConfig({
  id: 'wallet',
  meta: { journey: 'identify' },
  invoke: {
    id: 'wallet',
    src: 'wallet',
    input: ({ context }) => ({ ports: context.ports, service: serviceOf(context) }),
    onDone: {
      target: 'route',
      actions: assign(({ context, event: { output } }) => {
        switch (output.kind) {
          case 'next':
            return identified(context, output.person);
          case 'other-way':
            return { target: 'identify' as const };
          case 'no-eid':
            return { target: 'no-eid' as const, noEid: output.reason };
        }
      }),
    },
  },
});
