import { assign, setup } from 'xstate';
import type { StepEvent } from '../events.ts';

/** Which services are looked at. */
export type Browsed =
  | { readonly kind: 'home' }
  | { readonly kind: 'search' }
  | { readonly kind: 'without-eid' }
  | { readonly kind: 'situation'; readonly situation: string }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'letters'; readonly letter: string | null };

export interface CatalogueView {
  readonly list: Browsed;
  readonly query: string;
  /** How many times more of the list was asked for. */
  readonly more: number;
}

export const HOME: CatalogueView = { list: { kind: 'home' }, query: '', more: 0 };

export interface CatalogueInput {
  readonly serviceIds: readonly string[];
  readonly categories: readonly string[];
  readonly situations: readonly string[];
  /** Where to begin: whoever comes back from a service finds the list as it was left. */
  readonly view: CatalogueView;
}

export type CatalogueOutput = { readonly view: CatalogueView } & (
  | { readonly kind: 'chosen'; readonly serviceId: string }
  | { readonly kind: 'back' }
);

interface Context extends CatalogueInput {
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
  context: ({ input }) => ({ ...input, chosen: null }),
  initial: 'looking',
  states: {
    looking: {
      on: {
        'intent.search': {
          actions: assign(({ event: { query } }) => ({
            view: query === '' ? HOME : { list: { kind: 'search' as const }, query, more: 0 },
          })),
        },
        'intent.choose-category': {
          guard: ({ context, event }) => event.category === null || context.categories.includes(event.category),
          actions: assign(({ event: { category } }) => ({
            view: category === null ? HOME : { ...HOME, list: { kind: 'category' as const, category } },
          })),
        },
        'intent.choose-situation': {
          guard: ({ context, event }) => context.situations.includes(event.situation),
          actions: assign(({ event: { situation } }) => ({
            view: { ...HOME, list: { kind: 'situation' as const, situation } },
          })),
        },
        'intent.choose-letter': {
          actions: assign(({ event: { letter } }) => ({
            view: { ...HOME, list: { kind: 'letters' as const, letter } },
          })),
        },
        'intent.show-more': {
          actions: assign(({ context: { view } }) => ({ view: { ...view, more: view.more + 1 } })),
        },
        'intent.choose-service': {
          guard: ({ context, event }) => context.serviceIds.includes(event.service),
          target: 'left',
          actions: assign({ chosen: ({ event }) => event.service }),
        },
        'intent.back': [
          // From a list to where it was chosen.
          { guard: ({ context }) => context.view.list.kind !== 'home', actions: assign({ view: HOME }) },
          { target: 'left' },
        ],
      },
    },
    left: { type: 'final' },
  },
  output: ({ context: { chosen, view } }): CatalogueOutput =>
    chosen === null ? { kind: 'back', view } : { kind: 'chosen', serviceId: chosen, view },
});
