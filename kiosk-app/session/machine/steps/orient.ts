import { assign, setup } from 'xstate';
import type { StepEvent } from '../events.ts';

export interface OrientOutput {
  readonly kind: 'next' | 'back';
}

/** Language, audio, display: the choices themselves are the session's and hold for every later screen. */
export const orientMachine = setup({
  types: { context: {} as OrientOutput, events: {} as StepEvent, output: {} as OrientOutput },
}).createMachine({
  id: 'orient',
  context: { kind: 'next' },
  initial: 'choosing',
  states: {
    choosing: {
      on: {
        'intent.continue': 'left',
        'intent.back': { target: 'left', actions: assign({ kind: 'back' }) },
      },
    },
    left: { type: 'final' },
  },
  output: ({ context }) => ({ kind: context.kind }),
});
