import { assign, fromPromise, setup } from 'xstate';
import { Personal } from '../../../../foundation/personal.ts';
import {
  type DocumentLookup,
  type DocumentStatus,
  documentReference,
} from '../../../../portals/document-status/contract.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { noticeOf } from '../../forms/verdict.ts';
import type { Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface LookupInput {
  readonly ports: Pick<Ports, 'documentStatus'>;
}
export type LookupOutput =
  | { readonly kind: 'found'; readonly status: Personal<DocumentStatus> }
  | { readonly kind: 'back' | 'other-offer' | 'give-up' };

interface Context extends LookupInput {
  readonly typed: Personal<string>;
  readonly found: Personal<DocumentStatus> | null;
  /** Numbers that nobody gave out. */
  readonly misses: number;
  readonly failure: 'unavailable' | 'busy' | 'too-many' | null;
  readonly notice: ScreenNotice | null;
  readonly kind: LookupOutput['kind'];
}

export const LOOKUP_FIELD = 'number';
/** So often somebody may mistype a number; more looks like guessing. */
const MOST_MISSES = 5;

/** "Is my document ready?" by the number on the slip. What is typed goes to the office alone, never to the terminal. */
export const lookupMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as LookupInput,
    output: {} as LookupOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    ask: fromPromise<DocumentLookup, Context>(
      async ({ input: { ports, typed } }) =>
        (await ports.documentStatus?.lookup(typed.reveal())) ?? { kind: 'unavailable' },
    ),
  },
  guards: {
    isNumber: ({ context }) => documentReference(context.typed.reveal()) !== null,
    isField: ({ event }) =>
      (event.type === 'intent.edit-field' || event.type === 'intent.leave-field') && event.field === LOOKUP_FIELD,
  },
}).createMachine({
  id: 'lookup',
  meta: { fault: ({ failure }) => failure && `document-status-${failure}`, notice: ({ notice }) => notice },
  context: ({ input }) => ({
    ...input,
    typed: new Personal(''),
    found: null,
    misses: 0,
    failure: null,
    notice: null,
    kind: 'found',
  }),
  initial: 'asking',
  states: {
    asking: {
      on: {
        'intent.edit-field': {
          guard: 'isField',
          actions: assign({ typed: ({ event }) => new Personal(event.value), notice: null }),
        },
        'intent.leave-field': { guard: 'isField' },
        'intent.continue': [
          { guard: 'isNumber', target: 'searching', actions: assign({ notice: null }) },
          {
            actions: assign({
              notice: ({ context }) => ({ reason: noticeOf(context.typed.reveal()), field: LOOKUP_FIELD }),
            }),
          },
        ],
        'intent.back': { target: 'finished', actions: assign({ kind: 'back' }) },
      },
    },
    searching: {
      tags: 'at-work',
      entry: assign({ failure: null }),
      invoke: {
        src: 'ask',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'found',
            target: 'finished',
            actions: assign(({ event: { output } }) =>
              output.kind === 'found' ? { kind: 'found' as const, found: new Personal(output.status) } : {},
            ),
          },
          {
            guard: ({ context, event }) => event.output.kind === 'unknown' && context.misses + 1 >= MOST_MISSES,
            target: 'problem',
            actions: assign({ failure: 'too-many' }),
          },
          {
            guard: ({ event }) => event.output.kind === 'unknown',
            target: 'asking',
            actions: assign({
              misses: ({ context }) => context.misses + 1,
              notice: { reason: 'document-unknown', field: LOOKUP_FIELD },
            }),
          },
          {
            target: 'problem',
            actions: assign({ failure: ({ event }) => (event.output.kind === 'busy' ? 'busy' : 'unavailable') }),
          },
        ],
      },
    },
    problem: {
      on: {
        'intent.retry': { guard: ({ context }) => context.failure !== 'too-many', target: 'searching' },
        'intent.back': {
          guard: ({ context }) => context.failure !== 'too-many',
          target: 'asking',
          actions: assign({ failure: null }),
        },
        'intent.catalogue': { target: 'finished', actions: assign({ kind: 'other-offer' }) },
        'intent.finish': { target: 'finished', actions: assign({ kind: 'give-up' }) },
      },
    },
    finished: { type: 'final' },
  },
  output: ({ context: { kind, found } }): LookupOutput =>
    kind === 'found' && found ? { kind, status: found } : { kind: kind === 'found' ? 'back' : kind },
});
