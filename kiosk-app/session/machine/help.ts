import { fromPromise, setup } from 'xstate';
import { delays } from '../delays.ts';
import { attempt, type Ports } from './ports.ts';

interface Context {
  readonly ports: Ports;
}
export type HelpEvent = { readonly type: 'intent.call-help' } | { readonly type: 'intent.end-help' };

/** "Call for help": as long as it is open no clock runs, so that nobody is logged out while waving for somebody. */
export const helpMachine = setup({
  types: { context: {} as Context, events: {} as HelpEvent, input: {} as Context },
  actors: {
    call: fromPromise<boolean, Context>(async ({ input: { ports } }) => {
      const answer = await attempt(ports, () => ports.terminal.call('help.call', {}, delays.call));
      return answer.ok && answer.value.called;
    }),
  },
  delays: { helpPause: delays.helpPause },
}).createMachine({
  id: 'help',
  context: ({ input }) => input,
  initial: 'none',
  states: {
    none: { on: { 'intent.call-help': 'open' } },
    open: {
      initial: 'calling',
      after: { helpPause: 'none' },
      on: { 'intent.end-help': 'none' },
      states: {
        calling: {
          invoke: {
            src: 'call',
            input: ({ context }) => context,
            onDone: [{ guard: ({ event }) => event.output, target: 'called' }, { target: 'unavailable' }],
          },
        },
        called: {},
        unavailable: { on: { 'intent.call-help': 'calling' } },
      },
    },
  },
});
