import { and, assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../config/schema/service.ts';
import { Bug } from '../../../../foundation/errors.ts';
import { Personal } from '../../../../foundation/personal.ts';
import type { Area, CompetentAuthority } from '../../../../portals/routing/contract.ts';
import { type Found, findByArea, findByPlace, type RecipientFailure } from '../../application/find-recipient.ts';
import type { HomePlace } from '../../application/residence.ts';
import type { ScreenNotice } from '../../contract/notice.ts';
import { judgePostalCode } from '../../forms/contact.ts';
import { noticeOf } from '../../forms/verdict.ts';
import type { Ports } from '../../ports.ts';
import type { StepEvent } from '../events.ts';
import type { StepMeta, StepTag } from '../state-tags.ts';

export interface RecipientInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  /** By the address that was read; `null` where nothing was, or none in Germany. */
  readonly home: Personal<HomePlace> | null;
  /** Found before: coming back from a later step. */
  readonly recipient: CompetentAuthority | null;
}
export type RecipientOutput =
  /** `postalCode` as it was typed; `null` where it was read. */
  | { readonly kind: 'next'; readonly recipient: CompetentAuthority; readonly postalCode: Personal<string> | null }
  | { readonly kind: 'back' | 'other-offer' | 'give-up' };

export interface RecipientContext extends RecipientInput {
  readonly typed: Personal<string>;
  readonly left: boolean;
  /** That share the postal code; empty where there is nothing to choose. */
  readonly areas: readonly Area[];
  readonly area: string | null;
  readonly failure: RecipientFailure | null;
  readonly notice: ScreenNotice | null;
  readonly kind: RecipientOutput['kind'];
}

export const PLACE_FIELD = 'place';
export const AREA_FIELD = 'area';

const placeOf = ({ home, typed }: RecipientContext): HomePlace =>
  home?.reveal() ?? { postalCode: typed.reveal().trim(), town: null };

/** The authority where the citizen lives, told before anything is filled in. */
export const recipientMachine = setup({
  types: {
    context: {} as RecipientContext,
    events: {} as StepEvent,
    input: {} as RecipientInput,
    output: {} as RecipientOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<RecipientContext>,
  },
  actors: {
    byPlace: fromPromise<Found, RecipientContext>(({ input }) =>
      findByPlace(input.ports, input.service.id, placeOf(input)),
    ),
    byArea: fromPromise<Found, RecipientContext>(({ input }) =>
      findByArea(input.ports, input.service.id, input.area ?? ''),
    ),
  },
  guards: {
    isKnown: ({ context }) => context.recipient !== null,
    hasHome: ({ context }) => context.home !== null,
    hasCode: ({ context }) => judgePostalCode(context.typed.reveal()).kind === 'valid',
    hasArea: ({ context }) => context.area !== null,
    hasChoice: ({ context }) => context.areas.length > 0,
    isUnavailable: ({ context }) => context.failure === 'unavailable',
  },
}).createMachine({
  id: 'recipient',
  meta: { fault: ({ failure }) => failure && `recipient-${failure}`, notice: ({ notice }) => notice },
  context: ({ input }) => ({
    ...input,
    typed: new Personal(''),
    left: false,
    areas: [],
    area: null,
    failure: null,
    notice: null,
    kind: 'next',
  }),
  initial: 'deciding',
  states: {
    deciding: {
      always: [{ guard: 'isKnown', target: 'found' }, { guard: 'hasHome', target: 'searching' }, { target: 'asking' }],
    },
    asking: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => event.field === PLACE_FIELD,
          actions: assign({ typed: ({ event }) => new Personal(event.value), left: false, notice: null }),
        },
        'intent.leave-field': {
          guard: ({ event }) => event.field === PLACE_FIELD,
          actions: assign({ left: true }),
        },
        'intent.continue': [
          { guard: 'hasCode', target: 'searching', actions: assign({ notice: null }) },
          {
            actions: assign({
              left: true,
              notice: ({ context }) => ({ reason: noticeOf(context.typed.reveal()), field: PLACE_FIELD }),
            }),
          },
        ],
        'intent.back': { target: 'done', actions: assign({ kind: 'back' }) },
      },
    },
    searching: {
      tags: 'at-work',
      entry: assign({ areas: [], area: null, recipient: null, failure: null }),
      invoke: {
        src: 'byPlace',
        input: ({ context }) => context,
        onDone: { target: 'judging', actions: assign(({ event }) => told(event.output)) },
      },
    },
    choosing: {
      on: {
        'intent.edit-field': {
          guard: ({ context, event }) =>
            event.field === AREA_FIELD && context.areas.some(({ id }) => id === event.value),
          actions: assign({ area: ({ event }) => event.value, notice: null }),
        },
        'intent.leave-field': { guard: ({ event }) => event.field === AREA_FIELD },
        'intent.continue': [
          { guard: 'hasArea', target: 'finding' },
          { actions: assign({ notice: { reason: 'incomplete', field: AREA_FIELD } }) },
        ],
        'intent.back': [
          { guard: 'hasHome', target: 'done', actions: assign({ kind: 'back' }) },
          { target: 'asking', actions: assign({ areas: [], notice: null }) },
        ],
      },
    },
    finding: {
      tags: 'at-work',
      entry: assign({ recipient: null, failure: null }),
      invoke: {
        src: 'byArea',
        input: ({ context }) => context,
        onDone: { target: 'judging', actions: assign(({ event }) => told(event.output)) },
      },
    },
    judging: {
      always: [
        { guard: 'isKnown', target: 'found' },
        { guard: ({ context }) => context.failure !== null, target: 'problem' },
        { target: 'choosing' },
      ],
    },
    found: {
      on: {
        'intent.continue': { target: 'done', actions: assign({ kind: 'next' }) },
        'intent.back': [
          { guard: 'hasChoice', target: 'choosing', actions: assign({ recipient: null }) },
          { guard: 'hasHome', target: 'done', actions: assign({ kind: 'back' }) },
          { target: 'asking', actions: assign({ recipient: null }) },
        ],
      },
    },
    problem: {
      on: {
        'intent.retry': [
          { guard: and(['isUnavailable', 'hasArea']), target: 'finding' },
          { guard: 'isUnavailable', target: 'searching' },
        ],
        'intent.back': [
          { guard: 'hasChoice', target: 'choosing', actions: assign({ failure: null }) },
          { guard: 'hasHome', target: 'done', actions: assign({ kind: 'back' }) },
          { target: 'asking', actions: assign({ failure: null }) },
        ],
        'intent.catalogue': { target: 'done', actions: assign({ kind: 'other-offer' }) },
        'intent.finish': { target: 'done', actions: assign({ kind: 'give-up' }) },
      },
    },
    done: { type: 'final' },
  },
  output: ({ context: { kind, recipient, home, typed } }): RecipientOutput => {
    if (kind !== 'next') return { kind };
    if (!recipient) throw new Bug('no recipient');
    return { kind, recipient, postalCode: home || typed.reveal() === '' ? null : typed };
  },
});

function told(found: Found): Partial<RecipientContext> {
  switch (found.kind) {
    case 'recipient':
      return { recipient: found.recipient };
    case 'areas':
      return { areas: found.areas };
    case 'failed':
      return { failure: found.failure };
  }
}
