import { assign, setup } from 'xstate';
import { delays } from '../../delays.ts';
import type { StepEvent } from '../events.ts';

export interface FarewellInput {
  readonly takeReceipt: boolean;
  readonly takeCopy: boolean;
  readonly cardPresent: boolean;
  readonly takeDocument: boolean;
}
interface Context extends FarewellInput {
  readonly secondsLeft: number;
}

/** Reminds of what the citizen must take along, and ends after a countdown. */
export const farewellMachine = setup({
  types: { context: {} as Context, events: {} as StepEvent, input: {} as FarewellInput, output: {} as object },
  guards: { isLast: ({ context }) => context.secondsLeft <= 1 },
  delays: { tick: delays.tick },
}).createMachine({
  id: 'farewell',
  context: ({ input }) => ({ ...input, secondsLeft: delays.farewell / 1000 }),
  initial: 'counting',
  on: { card: { actions: assign({ cardPresent: ({ event }) => event.present }) } },
  states: {
    counting: {
      after: {
        tick: [
          { guard: 'isLast', target: 'done' },
          {
            target: 'counting',
            reenter: true,
            actions: assign({ secondsLeft: ({ context }) => context.secondsLeft - 1 }),
          },
        ],
      },
      on: { 'intent.finish': 'done' },
    },
    done: { type: 'final' },
  },
  output: {},
});
