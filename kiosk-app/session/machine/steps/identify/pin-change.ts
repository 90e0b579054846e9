import { assign, fromCallback, setup } from 'xstate';
import { Personal } from '../../../../../foundation/personal.ts';
import type { EidFailureReason } from '../../../contract/screens/identify.ts';
import { delays } from '../../../delays.ts';
import { attempt, type Ports, tell } from '../../../ports.ts';
import type { EidClientEvent, StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';
import { canRetry, failureOf, helpsToLayAgain, isWeakPin, secretLength } from './eid-rules.ts';

export interface PinChangeInput {
  readonly ports: Ports;
  readonly cardPresent: boolean;
  /** As in the identification. */
  readonly isCardLeft: () => boolean;
  /** As in the identification. */
  readonly isReaderGone: () => boolean;
}
export type PinChangeOutput =
  | { readonly kind: 'done' }
  /** With the new PIN to what needs one. */
  | { readonly kind: 'go-on' }
  | { readonly kind: 'back' }
  | { readonly kind: 'other-offer' }
  | { readonly kind: 'give-up' };

/** The PIN that is on the card now: that of the letter (5 digits), or an own one (6). */
type OldPin = 'transport-pin' | 'pin';
type Ask = Extract<EidClientEvent, { type: 'eid.enter-secret' }>;

interface Context extends PinChangeInput {
  readonly old: OldPin;
  readonly ask: Ask | null;
  /** Only between its two entries. */
  readonly first: Personal<string> | null;
  readonly isWeak: boolean;
  /** The two entries differed. */
  readonly differed: boolean;
  /** Our own new PIN was asked for and given: only then is "changed" believed (eid.md, trap 1). */
  readonly isNewPinSent: boolean;
  readonly isChanged: boolean;
  /** Neither PIN nor letter. */
  readonly isLost: boolean;
  /** `null` unless the last try failed. */
  readonly failure: EidFailureReason | null;
  readonly output: PinChangeOutput;
}

/**
 * An own PIN in place of the letter's or of the one before ("PIN setzen"). The old PIN passes through one event and
 * one message; the new one is kept for its second entry and no longer.
 */
export const pinChangeMachine = setup({
  types: {
    context: {} as Context,
    events: {} as StepEvent,
    input: {} as PinChangeInput,
    output: {} as PinChangeOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<Context>,
  },
  actors: {
    /** Runs the client's workflow; cancels it if it is left before its end. */
    workflow: fromCallback<{ type: 'over' }, { ports: Ports }>(({ input: { ports }, sendBack, receive }) => {
      let isOver = false;
      receive(() => {
        isOver = true;
      });
      void attempt(ports, () => ports.attended.call('eid.change-pin', {}, delays.call)).then((answer) => {
        if (answer.ok || isOver) return;
        isOver = true;
        sendBack({ type: 'eid.failed', reason: failureOf(answer.error), detail: '' });
      });
      return () => {
        if (!isOver) tell(ports, 'eid.cancel', () => ports.attended.call('eid.cancel', {}, delays.call));
        isOver = true;
      };
    }),
  },
  guards: {
    canRetry: ({ context: { failure } }) => failure !== null && canRetry(failure),
    isUnclear: ({ context }) => context.isNewPinSent,
    isAtReader: ({ event }) => event.type === 'eid.enter-secret' && event.onReader,
    asksNewPin: ({ event }) => event.type === 'eid.enter-secret' && event.secret === 'new-pin',
    fits: ({ context, event }) => {
      if (event.type !== 'intent.enter-secret') return false;
      const { min, max } = secretLength(secretOf(context));
      return event.digits.length >= min && event.digits.length <= max;
    },
    isSameAgain: ({ context, event }) =>
      event.type === 'intent.enter-secret' && event.digits === context.first?.reveal(),
    isOther: ({ context, event }) =>
      event.type === 'intent.choose-old-pin' &&
      event.pin !== 'none' &&
      event.pin !== context.old &&
      context.ask?.secret === 'pin',
    isNone: ({ event }) => event.type === 'intent.choose-old-pin' && event.pin === 'none',
    cardLies: ({ context }) => context.cardPresent,
    isCardLeft: ({ context }) => context.isCardLeft(),
    isLaidAgain: ({ context: { failure, isNewPinSent }, event }) =>
      event.type === 'card' && event.present && failure !== null && !isNewPinSent && helpsToLayAgain(failure),
  },
  actions: {
    over: ({ self }) => self.getSnapshot().children.workflow?.send({ type: 'over' }),
    noteAsk: assign(({ event }) => (event.type === 'eid.enter-secret' ? { ask: event, isNewPinSent: false } : {})),
    noteOld: assign(({ event }) =>
      event.type === 'intent.choose-old-pin' && event.pin !== 'none' ? { old: event.pin } : {},
    ),
    noteCard: assign(({ event }) =>
      event.type === 'card' || event.type === 'eid.card' ? { cardPresent: event.present } : {},
    ),
    forgetNewPin: assign({ first: null, isWeak: false }),
    resume: ({ context: { ports } }) => tell(ports, 'eid.continue', () => ports.attended.call('eid.continue', {})),
    give: ({ context, event }) => {
      if (event.type !== 'intent.enter-secret') return;
      const { digits } = event;
      const { ports } = context;
      const secret = secretOf(context);
      tell(ports, 'eid.secret', () => ports.attended.call('eid.secret', { secret, value: digits }));
    },
  },
  delays: { silence: delays.eidSilence, takeCard: delays.takeCard },
}).createMachine({
  id: 'pin-change',
  meta: { fault: ({ isLost, failure }) => (isLost ? 'pin-and-letter-lost' : failure && `pin-${failure}`) },
  context: ({ input }) => ({
    ...input,
    old: 'transport-pin',
    ask: null,
    first: null,
    isWeak: false,
    differed: false,
    isNewPinSent: false,
    isChanged: false,
    isLost: false,
    failure: null,
    output: { kind: 'back' },
  }),
  initial: 'choosing',
  on: { card: { actions: 'noteCard' } },
  states: {
    choosing: {
      id: 'choosing',
      on: {
        'intent.choose-old-pin': [
          { guard: 'isNone', target: 'lost' },
          { target: 'talking', actions: 'noteOld' },
        ],
        'intent.back': 'finished',
      },
    },
    lost: {
      id: 'lost',
      entry: assign({ isLost: true }),
      on: {
        'intent.back': { target: 'choosing', actions: assign({ isLost: false }) },
        'intent.catalogue': { target: 'finished', actions: assign({ output: { kind: 'other-offer' } }) },
        'intent.finish': { target: 'finished', actions: assign({ output: { kind: 'give-up' } }) },
      },
    },
    cardLeft: {
      on: {
        card: { guard: ({ event }) => !event.present, target: 'talking', actions: 'noteCard' },
        'intent.back': 'choosing',
      },
    },
    talking: {
      always: { guard: 'isCardLeft', target: 'cardLeft' },
      entry: assign({ ask: null, differed: false, isNewPinSent: false, failure: null }),
      exit: 'forgetNewPin',
      invoke: { id: 'workflow', src: 'workflow', input: ({ context: { ports } }) => ({ ports }) },
      initial: 'waiting',
      on: {
        'eid.insert-card': '.insertCard',
        'eid.card': { actions: 'noteCard' },
        'eid.enter-secret': [
          { guard: 'isAtReader', target: '.atReader', actions: 'noteAsk' },
          { guard: 'asksNewPin', target: '.enterNew', actions: ['noteAsk', assign({ differed: false })] },
          { target: '.enter', actions: 'noteAsk' },
        ],
        'eid.paused': '.paused',
        'eid.pin-changed': [
          {
            guard: ({ context }) => context.isNewPinSent,
            target: 'changed',
            actions: ['over', assign({ isChanged: true })],
          },
          { target: 'failed', actions: ['over', assign({ failure: 'other' })] },
        ],
        'eid.failed': {
          target: 'failed',
          actions: ['over', assign({ failure: ({ context, event }) => failureAt(event.reason, context) })],
        },
        'intent.back': 'choosing',
      },
      states: {
        waiting: { tags: 'at-work', after: { silence: 'silent' } },
        insertCard: {
          on: {
            'eid.card': [
              { guard: ({ event }) => event.present, target: 'checking', actions: 'noteCard' },
              { actions: 'noteCard' },
            ],
          },
        },
        enter: {
          on: {
            'intent.enter-secret': { guard: 'fits', target: 'checking', actions: 'give' },
            'intent.choose-old-pin': [
              { guard: 'isNone', target: '#lost' },
              { guard: 'isOther', actions: 'noteOld' },
            ],
          },
        },
        /** The person types on the reader's own keys. The client goes on only once it was told to expect no digits from us. */
        atReader: {
          entry: [
            assign({ isNewPinSent: ({ context }) => context.ask?.secret === 'new-pin' }),
            ({ context }) => {
              const { ports } = context;
              const secret = secretOf(context);
              tell(ports, 'eid.secret', () => ports.attended.call('eid.secret', { secret, value: null }));
            },
          ],
        },
        enterNew: {
          entry: 'forgetNewPin',
          on: {
            'intent.enter-secret': {
              guard: 'fits',
              target: 'confirmNew',
              actions: assign(({ event: { digits } }) => ({ first: new Personal(digits), isWeak: isWeakPin(digits) })),
            },
          },
        },
        confirmNew: {
          on: {
            'intent.enter-secret': [
              { guard: 'isSameAgain', target: 'saving', actions: ['give', assign({ isNewPinSent: true })] },
              { target: 'enterNew', actions: assign({ differed: true }) },
            ],
            'intent.back': { target: 'enterNew', actions: assign({ differed: false }) },
          },
        },
        checking: { tags: 'at-work', after: { silence: 'silent' } },
        /** The card stores the new PIN; nothing here may interrupt it. */
        saving: {
          tags: ['at-work', 'no-cancel'],
          entry: 'forgetNewPin',
          after: { silence: 'silent' },
          on: { 'intent.back': {} },
        },
        paused: {
          on: {
            'intent.continue': [
              { guard: 'isUnclear', target: 'saving', actions: 'resume' },
              { target: 'checking', actions: 'resume' },
            ],
          },
        },
        silent: { type: 'final' },
      },
      onDone: { target: 'failed', actions: assign({ failure: 'timeout' }) },
    },
    changed: {
      tags: ['no-cancel', 'achieved'],
      on: {
        'intent.continue': [
          { guard: 'cardLies', target: 'takeCard' },
          { target: 'finished', actions: assign({ output: { kind: 'done' } }) },
        ],
        'intent.catalogue': { target: 'finished', actions: assign({ output: { kind: 'go-on' } }) },
      },
    },
    takeCard: {
      tags: ['no-cancel', 'achieved'],
      entry: assign({ output: { kind: 'done' } }),
      after: { takeCard: 'finished' },
      on: {
        card: [{ guard: ({ event }) => !event.present, target: 'finished', actions: 'noteCard' }],
        'eid.card': [{ guard: ({ event }) => !event.present, target: 'finished', actions: 'noteCard' }],
      },
    },
    failed: {
      on: {
        // The terminal may report that the reader is gone after the client has reported the card as removed.
        devices: {
          guard: ({ context }) => context.failure === 'card-removed' && context.isReaderGone(),
          actions: assign({ failure: 'reader-gone' }),
        },
        card: [{ guard: 'isLaidAgain', target: 'talking', actions: 'noteCard' }, { actions: 'noteCard' }],
        'intent.retry': [
          // The new PIN may be valid already, so the citizen says anew which PIN the card has.
          { guard: ({ context }) => context.isNewPinSent, target: 'choosing' },
          { guard: 'canRetry', target: 'talking' },
        ],
        'intent.back': 'choosing',
        'intent.catalogue': { target: 'finished', actions: assign({ output: { kind: 'other-offer' } }) },
        'intent.finish': { target: 'finished', actions: assign({ output: { kind: 'give-up' } }) },
      },
    },
    finished: { type: 'final' },
  },
  output: ({ context: { output } }) => output,
});

/** In a PIN change the client asks for "the PIN" whichever it is; the citizen has said which one there is. */
function secretOf({ ask, old }: Pick<Context, 'ask' | 'old'>): Ask['secret'] {
  return ask === null || ask.secret === 'pin' ? old : ask.secret;
}

/** A reader that was unplugged looks to the client like a card that was taken away. */
function failureAt(reason: string, { isReaderGone }: PinChangeInput): EidFailureReason {
  return reason === 'card-removed' && isReaderGone() ? 'reader-gone' : failureOf(reason);
}
