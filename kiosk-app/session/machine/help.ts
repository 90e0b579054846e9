import { assign, fromPromise, setup } from 'xstate';
import type { HelpState } from '../../channel/terminal/visit.ts';
import { delays } from '../delays.ts';
import { attempt, type Ports } from '../ports.ts';
import type { StepTag } from './state-tags.ts';

interface Input {
  readonly ports: Ports;
}
interface Context extends Input {
  readonly state: HelpState;
}
export type HelpEvent =
  | { readonly type: 'intent.call-help' }
  | { readonly type: 'intent.end-help' }
  | { readonly type: 'help'; readonly state: HelpState };

/**
 * "Call for help": while it is open no clock runs, so that nobody is logged out while waiting for a person. The terminal
 * keeps the request until this ends. The screen shows only what the terminal has confirmed.
 */
export const helpMachine = setup({
  types: { context: {} as Context, events: {} as HelpEvent, input: {} as Input, tags: {} as StepTag },
  actors: {
    call: fromPromise<HelpState, Input>(async ({ input: { ports } }) => {
      const answer = await attempt(ports, () => ports.terminal.call('help.call', {}, delays.call));
      return answer.ok ? answer.value.state : 'unreachable';
    }),
  },
  guards: {
    isTaken: (_, { state }: { state: HelpState }) => state === 'taken',
  },
  actions: {
    asking: assign({ state: 'asking' }),
    note: assign({ state: (_, { state }: { state: HelpState }) => state }),
    withdraw: ({ context: { ports } }) => ports.terminal.notify('help.end', {}),
  },
  delays: { helpPause: delays.helpPause },
}).createMachine({
  id: 'help',
  context: ({ input }) => ({ ...input, state: 'asking' }),
  initial: 'none',
  states: {
    none: { on: { 'intent.call-help': 'open' } },
    open: {
      tags: 'help-called',
      entry: 'asking',
      exit: 'withdraw',
      initial: 'waiting',
      on: { 'intent.end-help': 'none' },
      states: {
        waiting: {
          after: { helpPause: '#help.none' },
          invoke: {
            src: 'call',
            input: ({ context: { ports } }) => ({ ports }),
            // What the terminal has told meanwhile is newer than its answer, which may be read after it.
            onDone: {
              guard: ({ context }) => context.state === 'asking',
              actions: { type: 'note', params: ({ event }) => ({ state: event.output }) },
            },
          },
          on: {
            help: [
              {
                guard: { type: 'isTaken', params: ({ event }) => event },
                target: 'taken',
                actions: { type: 'note', params: ({ event }) => event },
              },
              { actions: { type: 'note', params: ({ event }) => event } },
            ],
          },
        },
        // A member of staff is on the way: the pause begins anew, so that the screen does not close just before they arrive.
        taken: { after: { helpPause: '#help.none' } },
      },
    },
  },
});
