import { and, assign, fromCallback, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { ok, type Result } from '../../../../../foundation/result.ts';
import type { Identification } from '../../../../../portals/eid-service/contract.ts';
import type { IdentifiedPerson } from '../../../application/application.ts';
import type { EidFailureReason, NoEidReason } from '../../../contract/screens/identify.ts';
import { delays } from '../../../delays.ts';
import { attempt, type Ports, tell } from '../../../ports.ts';
import type { EidClientEvent, StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';
import { returnAddress } from '../portal/return-address.ts';
import { askService, explain, fetchPerson } from './eid-portal.ts';
import { canRetry, failureOf, helpsToLayAgain, helpsToSetPin, isVague, secretLength } from './eid-rules.ts';

export interface IdentifyInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  readonly cardPresent: boolean;
  /** The card that lies there lay there before this visit. */
  readonly isCardLeft: () => boolean;
  /** There is a choice of ways: back leads there. */
  readonly hasOtherWay: boolean;
  /** A PIN can be set at this terminal now. */
  readonly canSetPin: boolean;
  /** Asked when something failed: a reader that was unplugged looks to the client like a card that was taken away. */
  readonly isReaderGone: () => boolean;
  /** A web site has begun it: what it may ask for at most, and the site gets what comes of it. */
  readonly handOff?: { readonly tcTokenUrl: string; readonly rights: readonly string[] };
}

export type IdentifyOutput =
  | { readonly kind: 'next'; readonly person: IdentifiedPerson }
  /** To the web site that has begun it; `null`: the client did not say where. `noEid`: the person has said why not. */
  | { readonly kind: 'returned'; readonly url: string | null; readonly noEid: NoEidReason | null }
  | { readonly kind: 'back' | 'other-way' }
  /** To the service that sets a PIN. */
  | { readonly kind: 'set-pin' }
  | { readonly kind: 'no-eid'; readonly reason: NoEidReason };

type Rights = Extract<EidClientEvent, { type: 'eid.access-rights' }>;
type Ask = Extract<EidClientEvent, { type: 'eid.enter-secret' }>;

interface Context extends IdentifyInput {
  readonly tcTokenUrl: string;
  /** Name of the identification at the eID service. */
  readonly eidSession: string;
  readonly rights: Rights | null;
  readonly chosen: ReadonlySet<string>;
  readonly ask: Ask | null;
  readonly percent: number;
  readonly refreshUrl: string;
  /** Where a web site learns of a failure. */
  readonly returnUrl: string | null;
  readonly person: IdentifiedPerson | null;
  readonly failure: EidFailureReason;
  readonly noEid: NoEidReason | null;
  readonly isSettingPin: boolean;
}

const faultName = ({ failure }: Context): string => `eid-${failure}`;

/**
 * Identification with the eID function: ask the eID service, let the client run its workflow with the card, fetch
 * the result, give the card back. The PIN passes through one event and one message and is kept nowhere.
 */
export const identifyMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as IdentifyInput,
    output: {} as IdentifyOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    ask: fromPromise<Result<Identification, EidFailureReason>, IdentifyInput>(
      ({ input: { handOff, ports, service } }) =>
        handOff ? Promise.resolve(ok({ tcTokenUrl: handOff.tcTokenUrl, session: '' })) : askService(ports, service),
    ),
    /** Runs the client's workflow; cancels it if it is left before its end. */
    workflow: fromCallback<{ type: 'over' }, { ports: Ports; tcTokenUrl: string }>(({ input, sendBack, receive }) => {
      const { ports, tcTokenUrl } = input;
      let isOver = false;
      receive(() => {
        isOver = true;
      });
      void attempt(ports, () => ports.attended.call('eid.authenticate', { tcTokenUrl }, delays.call)).then((answer) => {
        if (answer.ok || isOver) return;
        isOver = true;
        sendBack({ type: 'eid.failed', reason: failureOf(answer.error), detail: '' });
      });
      return () => {
        if (!isOver) tell(ports, 'eid.cancel', () => ports.attended.call('eid.cancel', {}, delays.call));
        isOver = true;
      };
    }),
    explain: fromPromise<EidFailureReason, Context>(({ input: { ports, eidSession, failure } }) =>
      explain(ports, eidSession, failure),
    ),
    fetchResult: fromPromise<Result<IdentifiedPerson, EidFailureReason>, { ports: Ports; refreshUrl: string }>(
      ({ input }) => fetchPerson(input.ports, input.refreshUrl),
    ),
  },
  guards: {
    hasOtherWay: ({ context }) => context.hasOtherWay,
    isHandOff: ({ context }) => context.handOff !== undefined,
    asksTooMuch: ({ context: { handOff }, event }) =>
      event.type === 'eid.access-rights' &&
      handOff !== undefined &&
      [...event.required, ...event.optional].some((right) => !handOff.rights.includes(right)),
    canRetry: ({ context }) => canRetry(context.failure) && context.handOff === undefined,
    canSetPin: ({ context }) => context.canSetPin && helpsToSetPin(context.failure),
    isOptional: ({ context, event }) =>
      event.type === 'intent.toggle-optional-right' &&
      (context.rights?.optional.some((right) => right === event.right) ?? false),
    fits: ({ context, event }) => {
      if (event.type !== 'intent.enter-secret' || !context.ask || context.ask.onReader) return false;
      const { min, max } = secretLength(context.ask.secret);
      return event.digits.length >= min && event.digits.length <= max;
    },
    cardLies: ({ context }) => context.cardPresent,
    /** Nobody knows whose card it is, so its PIN is not asked for. */
    isCardLeft: ({ context }) => context.isCardLeft(),
    isLaidAgain: ({ context, event }) =>
      context.handOff === undefined && event.type === 'card' && event.present && helpsToLayAgain(context.failure),
    isVague: ({ context, event }) =>
      event.type === 'eid.failed' && isVague(event.reason) && context.handOff === undefined,
    wasReader: ({ event, context }) =>
      event.type === 'eid.failed' && event.reason === 'card-removed' && context.isReaderGone(),
    wasReaderAfterAll: ({ context }) => context.failure === 'card-removed' && context.isReaderGone(),
  },
  actions: {
    noteFailure: assign(({ event }) =>
      event.type === 'eid.failed' ? { failure: event.reason, returnUrl: event.returnUrl ?? null } : {},
    ),
    over: ({ self }) => self.getSnapshot().children.workflow?.send({ type: 'over' }),
  },
  delays: {
    silence: delays.eidSilence,
    greeting: delays.eidGreeting,
    takeCard: delays.takeCard,
    withdrawn: delays.portalWithdrawn,
  },
}).createMachine({
  id: 'identify',
  context: ({ input }) => ({
    ...input,
    tcTokenUrl: '',
    eidSession: '',
    rights: null,
    chosen: new Set(),
    ask: null,
    percent: 0,
    refreshUrl: '',
    returnUrl: null,
    person: null,
    failure: 'other',
    noEid: null,
    isSettingPin: false,
  }),
  initial: 'asking',
  on: { card: { actions: assign({ cardPresent: ({ event }) => event.present }) } },
  states: {
    asking: {
      tags: 'at-work',
      always: { guard: 'isCardLeft', target: 'cardLeft' },
      entry: assign({ rights: null, chosen: new Set<string>(), ask: null, percent: 0 }),
      invoke: {
        src: 'ask',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'talking',
            actions: assign(({ event: { output } }) =>
              output.ok ? { tcTokenUrl: output.value.tcTokenUrl, eidSession: output.value.session } : {},
            ),
          },
          {
            target: 'failed',
            actions: assign({ failure: ({ event }) => (event.output.ok ? 'other' : event.output.error) }),
          },
        ],
      },
      on: {
        'intent.back': 'back',
        'intent.no-eid': { target: 'noEid', actions: assign({ noEid: ({ event }) => event.reason }) },
      },
    },
    cardLeft: {
      on: {
        card: { guard: ({ event }) => !event.present, target: 'asking', actions: assign({ cardPresent: false }) },
        'intent.back': 'back',
        'intent.no-eid': { target: 'noEid', actions: assign({ noEid: ({ event }) => event.reason }) },
      },
    },
    talking: {
      always: { guard: 'isCardLeft', target: 'cardLeft' },
      invoke: {
        id: 'workflow',
        src: 'workflow',
        input: ({ context: { ports, tcTokenUrl } }) => ({ ports, tcTokenUrl }),
      },
      initial: 'waiting',
      on: {
        'eid.access-rights': [
          { guard: 'asksTooMuch', target: 'refusing', actions: assign({ failure: 'asks-too-much' }) },
          { target: '.consent', actions: assign({ rights: ({ event }) => event }) },
        ],
        'eid.insert-card': '.insertCard',
        'eid.card': { actions: assign({ cardPresent: ({ event }) => event.present }) },
        'eid.enter-secret': { target: '.enter', actions: assign({ ask: ({ event }) => event }) },
        'eid.progress': { target: '.reading', actions: assign({ percent: ({ event }) => event.percent }) },
        'eid.paused': '.paused',
        'eid.authenticated': [
          {
            guard: and(['isHandOff', 'cardLies']),
            target: 'takeCard',
            actions: ['over', assign({ returnUrl: ({ event }) => returnAddress(event.refreshUrl) })],
          },
          {
            guard: 'isHandOff',
            target: 'next',
            actions: ['over', assign({ returnUrl: ({ event }) => returnAddress(event.refreshUrl) })],
          },
          {
            target: 'fetching',
            actions: ['over', assign({ refreshUrl: ({ event }) => event.refreshUrl })],
          },
        ],
        'eid.failed': [
          { guard: 'wasReader', target: 'failed', actions: ['over', assign({ failure: 'reader-gone' })] },
          { guard: 'isVague', target: 'explaining', actions: ['over', 'noteFailure'] },
          { target: 'failed', actions: ['over', 'noteFailure'] },
        ],
        'intent.back': [{ guard: 'isHandOff', target: 'withdrawing' }, { target: 'back' }],
        'intent.no-eid': [
          {
            guard: 'isHandOff',
            target: 'withdrawing',
            actions: assign({ noEid: ({ event }) => event.reason }),
          },
          { target: 'noEid', actions: assign({ noEid: ({ event }) => event.reason }) },
        ],
      },
      states: {
        waiting: { tags: 'at-work', after: { silence: 'silent' } },
        consent: {
          on: {
            'intent.toggle-optional-right': {
              guard: 'isOptional',
              actions: assign({
                chosen: ({ context, event }) => {
                  const chosen = new Set(context.chosen);
                  if (!chosen.delete(event.right)) chosen.add(event.right);
                  return chosen;
                },
              }),
            },
            'intent.consent': {
              target: 'waiting',
              actions: ({ context: { ports, chosen } }) =>
                tell(ports, 'eid.accept', () => ports.attended.call('eid.accept', { optional: [...chosen] })),
            },
          },
        },
        insertCard: {
          on: {
            'eid.card': [
              {
                guard: ({ event }) => event.present,
                target: 'reading',
                actions: assign({ cardPresent: true, percent: 0 }),
              },
              { actions: assign({ cardPresent: false }) },
            ],
          },
        },
        enter: {
          entry: ({ context: { ports, ask } }) => {
            // On a reader with a keypad the workflow goes on only once it was told that no digits will come from us.
            if (ask?.onReader) {
              const { secret } = ask;
              tell(ports, 'eid.secret', () => ports.attended.call('eid.secret', { secret, value: null }));
            }
          },
          on: {
            'intent.enter-secret': {
              guard: 'fits',
              target: 'reading',
              actions: [
                assign({ percent: 0 }),
                ({ context: { ports, ask }, event: { digits } }) => {
                  const secret = ask?.secret ?? 'pin';
                  tell(ports, 'eid.secret', () => ports.attended.call('eid.secret', { secret, value: digits }));
                },
              ],
            },
          },
        },
        reading: { tags: 'at-work', after: { silence: 'silent' } },
        paused: {
          on: {
            'intent.continue': {
              target: 'reading',
              actions: ({ context: { ports } }) =>
                tell(ports, 'eid.continue', () => ports.attended.call('eid.continue', {})),
            },
          },
        },
        silent: { type: 'final' },
      },
      onDone: { target: 'failed', actions: assign({ failure: 'timeout' }) },
    },
    /** The site may not ask for this: said once the client has ended its workflow. */
    refusing: {
      tags: 'at-work',
      after: { withdrawn: 'failed' },
      on: {
        'eid.failed': { target: 'failed', actions: assign({ returnUrl: ({ event }) => event.returnUrl ?? null }) },
      },
    },
    /** The client says where the site learns that it was broken off. */
    withdrawing: {
      tags: 'at-work',
      after: { withdrawn: 'back' },
      on: { 'eid.failed': { target: 'back', actions: assign({ returnUrl: ({ event }) => event.returnUrl ?? null }) } },
    },
    fetching: {
      tags: 'at-work',
      invoke: {
        src: 'fetchResult',
        input: ({ context: { ports, refreshUrl } }) => ({ ports, refreshUrl }),
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'done',
            actions: assign({ person: ({ event }) => (event.output.ok ? event.output.value : null), percent: 100 }),
          },
          {
            target: 'failed',
            actions: assign({ failure: ({ event }) => (event.output.ok ? 'other' : event.output.error) }),
          },
        ],
      },
    },
    explaining: {
      tags: 'at-work',
      invoke: {
        src: 'explain',
        input: ({ context }) => context,
        onDone: { target: 'failed', actions: assign({ failure: ({ event }) => event.output }) },
      },
    },
    done: {
      after: { greeting: [{ guard: 'cardLies', target: 'takeCard' }, { target: 'next' }] },
      on: { 'intent.continue': [{ guard: 'cardLies', target: 'takeCard' }, { target: 'next' }] },
    },
    takeCard: {
      after: { takeCard: 'next' },
      on: {
        card: [
          { guard: ({ event }) => !event.present, target: 'next', actions: assign({ cardPresent: false }) },
          { actions: assign({ cardPresent: true }) },
        ],
        'eid.card': { guard: ({ event }) => !event.present, target: 'next', actions: assign({ cardPresent: false }) },
      },
    },
    failed: {
      meta: { fault: faultName },
      on: {
        // The terminal may report that the reader is gone after the client has reported the card as removed.
        devices: { guard: 'wasReaderAfterAll', actions: assign({ failure: 'reader-gone' }) },
        'intent.retry': { guard: 'canRetry', target: 'asking' },
        card: [
          { guard: 'isLaidAgain', target: 'asking', actions: assign({ cardPresent: true }) },
          { actions: assign({ cardPresent: ({ event }) => event.present }) },
        ],
        'intent.other-way': { guard: 'hasOtherWay', target: 'back' },
        'intent.set-pin': { guard: 'canSetPin', target: 'setPin', actions: assign({ isSettingPin: true }) },
        'intent.back': 'back',
        'intent.no-eid': { target: 'noEid', actions: assign({ noEid: ({ event }) => event.reason }) },
      },
    },
    next: { type: 'final' },
    back: { type: 'final' },
    setPin: { type: 'final', meta: { fault: faultName } },
    noEid: { type: 'final' },
  },
  output: ({ context: { person, noEid, isSettingPin, hasOtherWay, handOff, returnUrl } }): IdentifyOutput => {
    if (handOff) return { kind: 'returned', url: returnUrl, noEid };
    if (person) return { kind: 'next', person };
    if (isSettingPin) return { kind: 'set-pin' };
    if (noEid) return { kind: 'no-eid', reason: noEid };
    return { kind: hasOtherWay ? 'other-way' : 'back' };
  },
});
