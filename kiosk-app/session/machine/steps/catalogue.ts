import { assign, setup } from 'xstate';
import type { StepEvent } from '../events.ts';

export interface CatalogueInput {
  readonly serviceIds: readonly string[];
  readonly categories: readonly string[];
  /** After "I have no eID": what can be done without it, until the citizen searches. */
  readonly withoutEid: boolean;
}

export type CatalogueOutput = { readonly kind: 'chosen'; readonly serviceId: string } | { readonly kind: 'back' };

interface Context extends CatalogueInput {
  readonly query: string;
  readonly category: string | null;
  readonly chosen: string | null;
}

export const catalogueMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as CatalogueInput,
    output: {} as CatalogueOutput,
  },
}).createMachine({
  id: 'catalogue',
  context: ({ input }) => ({ ...input, query: '', category: null, chosen: null }),
  initial: 'looking',
  states: {
    looking: {
      on: {
        'intent.search': { actions: assign({ query: ({ event }) => event.query, withoutEid: false }) },
        'intent.choose-category': {
          guard: ({ context, event }) => event.category === null || context.categories.includes(event.category),
          actions: assign({ category: ({ event }) => event.category, withoutEid: false }),
        },
        'intent.choose-service': {
          guard: ({ context, event }) => context.serviceIds.includes(event.service),
          target: 'left',
          actions: assign({ chosen: ({ event }) => event.service }),
        },
        'intent.back': 'left',
      },
    },
    left: { type: 'final' },
  },
  output: ({ context: { chosen } }): CatalogueOutput =>
    chosen === null ? { kind: 'back' } : { kind: 'chosen', serviceId: chosen },
});
