import { assign, fromPromise, setup } from 'xstate';
import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Bug } from '../../../../../foundation/errors.ts';
import { Personal } from '../../../../../foundation/personal.ts';
import { appointmentInCode } from '../../../../../portals/appointments/appointment-code.ts';
import type { AppointmentKey, KnownAppointment } from '../../../../../portals/appointments/contract.ts';
import type { PrintAnswer } from '../../../../channel/terminal/slip.ts';
import type { ScreenNotice } from '../../../contract/notice.ts';
import { printAppointment } from '../../../package/appointment-slip.ts';
import type { Ports } from '../../../ports.ts';
import type { StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';

export interface ManageInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  /** Another time can be chosen here. */
  readonly canMove: boolean;
  readonly language: () => string;
}
export type ManageOutput =
  | { readonly kind: 'done'; readonly printed: boolean }
  | { readonly kind: 'move'; readonly appointment: Personal<KnownAppointment> }
  | { readonly kind: 'back' | 'other-offer' | 'give-up' };

export interface ManageContext extends ManageInput {
  readonly number: Personal<string>;
  readonly key: Personal<string>;
  readonly left: ReadonlySet<string>;
  readonly found: Personal<KnownAppointment> | null;
  readonly choice: ManageChoice | null;
  readonly print: PrintAnswer | null;
  readonly failure: 'unknown' | 'unavailable' | 'busy' | 'not-cancellable' | null;
  readonly notice: ScreenNotice | null;
  readonly kind: 'done' | 'move' | 'back' | 'other-offer' | 'give-up';
}

export const NUMBER_FIELD = 'number';
export const KEY_FIELD = 'key';
export const CHOICE_FIELD = 'choice';
export const CHOICES = ['print', 'move', 'cancel'] as const;
export type ManageChoice = (typeof CHOICES)[number];

const isText = (id: string) => id === NUMBER_FIELD || id === KEY_FIELD;

/** Both as they were typed, or read from the code on a slip or in an e-mail; `null` while something is missing. */
export const typedKey = ({ number, key }: Pick<ManageContext, 'number' | 'key'>): AppointmentKey | null =>
  appointmentInCode(`${number.reveal().replace(/\s/g, '')} ${key.reveal().replace(/\s/g, '')}`);

type Failure = NonNullable<ManageContext['failure']>;

/** What somebody has booked: shown, printed, moved or cancelled. Whoever has number and key is believed. */
export const appointmentManageMachine = setup({
  types: {
    context: {} as ManageContext,
    events: {} as StepEvent,
    input: {} as ManageInput,
    output: {} as ManageOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<ManageContext>,
  },
  actors: {
    find: fromPromise<{ found: KnownAppointment } | { failure: Failure }, ManageContext>(async ({ input }) => {
      const key = typedKey(input);
      const answer = key && (await input.ports.appointments?.find(key));
      if (!answer) return { failure: 'unavailable' };
      return answer.ok ? { found: answer.value } : { failure: failureOf(answer.error.reason) };
    }),
    cancel: fromPromise<Failure | null, ManageContext>(async ({ input: { ports, found } }) => {
      if (!found || !ports.appointments) throw new Bug('nothing to cancel');
      const { id, key } = found.reveal();
      const answer = await ports.appointments.cancel({ id, key });
      // Gone is what was wanted.
      if (answer.ok || answer.error.reason === 'unknown') return null;
      if (answer.error.reason !== 'unavailable') return failureOf(answer.error.reason);
      // Whether it was done is looked up before anything is said.
      const now = await ports.appointments.find({ id, key });
      return !now.ok && now.error.reason === 'unknown' ? null : 'unavailable';
    }),
    print: fromPromise<PrintAnswer, ManageContext>(({ input: { ports, found, language, service } }) =>
      printAppointment({
        ports,
        language,
        booked: found?.reveal() ?? null,
        concern: concernFor(ports, found, service),
      }),
    ),
  },
  guards: {
    hasKey: ({ context }) => typedKey(context) !== null,
    wants: ({ context }, { choice }: { choice: ManageChoice }) => context.choice === choice,
  },
}).createMachine({
  id: 'appointment-manage',
  meta: { fault: ({ failure }) => failure && `appointment-${failure}`, notice: ({ notice }) => notice },
  context: ({ input }) => ({
    ...input,
    number: new Personal(''),
    key: new Personal(''),
    left: new Set(),
    found: null,
    choice: null,
    print: null,
    failure: null,
    notice: null,
    kind: 'done',
  }),
  initial: 'asking',
  states: {
    asking: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => isText(event.field),
          actions: assign(({ context, event }) => {
            const left = new Set(context.left);
            left.delete(event.field);
            const typed = new Personal(event.value);
            return { ...(event.field === NUMBER_FIELD ? { number: typed } : { key: typed }), left, notice: null };
          }),
        },
        'intent.leave-field': {
          guard: ({ event }) => isText(event.field),
          actions: assign({ left: ({ context, event }) => new Set([...context.left, event.field]) }),
        },
        code: [
          {
            guard: ({ event }) => appointmentInCode(event.text.reveal()) !== null,
            target: 'searching',
            actions: assign(({ event }) => {
              const read = appointmentInCode(event.text.reveal());
              return { number: new Personal(String(read?.id ?? '')), key: new Personal(read?.key ?? ''), notice: null };
            }),
          },
          { actions: assign({ notice: { reason: 'code-no-appointment', field: null } }) },
        ],
        'intent.continue': [
          { guard: 'hasKey', target: 'searching', actions: assign({ notice: null }) },
          {
            actions: assign(({ context }) => {
              const isEmpty = context.number.reveal().trim() === '' || context.key.reveal().trim() === '';
              const field = context.number.reveal().trim() === '' ? NUMBER_FIELD : KEY_FIELD;
              return {
                left: new Set([NUMBER_FIELD, KEY_FIELD]),
                notice: { reason: isEmpty ? ('incomplete' as const) : ('wrong-value' as const), field },
              };
            }),
          },
        ],
        'intent.back': { target: 'finished', actions: assign({ kind: 'back' }) },
      },
    },
    searching: {
      tags: 'at-work',
      entry: assign({ failure: null, found: null, choice: null }),
      invoke: {
        src: 'find',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => 'found' in event.output,
            target: 'found',
            actions: assign({
              found: ({ event: { output } }) => ('found' in output ? new Personal(output.found) : null),
            }),
          },
          {
            guard: ({ event }) => 'failure' in event.output && event.output.failure === 'unknown',
            target: 'asking',
            actions: assign({ notice: { reason: 'appointment-unknown', field: NUMBER_FIELD } }),
          },
          {
            target: 'problem',
            actions: assign({
              failure: ({ event: { output } }) => ('failure' in output ? output.failure : 'unavailable'),
            }),
          },
        ],
      },
    },
    found: {
      on: {
        'intent.edit-field': {
          guard: ({ context, event }) =>
            event.field === CHOICE_FIELD &&
            CHOICES.some((choice) => choice === event.value) &&
            (event.value !== 'move' || context.canMove),
          actions: assign({
            choice: ({ event }) => CHOICES.find((choice) => choice === event.value) ?? null,
            notice: null,
          }),
        },
        'intent.leave-field': {},
        'intent.continue': [
          { guard: { type: 'wants', params: { choice: 'print' } }, target: 'printing' },
          {
            guard: { type: 'wants', params: { choice: 'move' } },
            target: 'finished',
            actions: assign({ kind: 'move' }),
          },
          { guard: { type: 'wants', params: { choice: 'cancel' } }, target: 'sure' },
          { actions: assign({ notice: { reason: 'incomplete', field: CHOICE_FIELD } }) },
        ],
        'intent.back': { target: 'asking', actions: assign({ found: null, failure: null, notice: null }) },
      },
    },
    /** Cancelling cannot be taken back. */
    sure: { on: { 'intent.continue': 'cancelling', 'intent.back': 'found' } },
    cancelling: {
      tags: ['at-work', 'no-cancel'],
      invoke: {
        src: 'cancel',
        input: ({ context }) => context,
        onDone: [
          { guard: ({ event }) => event.output === null, target: 'cancelled' },
          { target: 'problem', actions: assign({ failure: ({ event }) => event.output }) },
        ],
      },
    },
    cancelled: {
      tags: ['no-cancel', 'achieved'],
      entry: ({ context }) => countFinished(context),
      on: { 'intent.continue': 'finished', 'intent.finish': 'finished' },
    },
    printing: {
      tags: ['at-work', 'achieved'],
      invoke: {
        src: 'print',
        input: ({ context }) => context,
        onDone: { target: 'printed', actions: assign({ print: ({ event }) => event.output }) },
      },
    },
    printed: {
      tags: 'achieved',
      entry: ({ context }) => countFinished(context),
      on: { 'intent.continue': 'finished', 'intent.finish': 'finished', 'intent.back': 'found' },
    },
    problem: {
      on: {
        'intent.retry': [{ guard: ({ context }) => context.found !== null, target: 'found' }, { target: 'searching' }],
        'intent.back': { target: 'asking', actions: assign({ failure: null }) },
        'intent.catalogue': { target: 'finished', actions: assign({ kind: 'other-offer' }) },
        'intent.finish': { target: 'finished', actions: assign({ kind: 'give-up' }) },
      },
    },
    finished: { type: 'final' },
  },
  output: ({ context: { kind, found, print } }): ManageOutput => {
    if (kind === 'move' && found) return { kind, appointment: found };
    if (kind === 'done' || kind === 'move') return { kind: 'done', printed: print?.kind === 'printed' };
    return { kind };
  },
});

/** The concern as a service of this place words it: what to bring stands there. */
export function concernFor(ports: Ports, found: Personal<KnownAppointment> | null, service: ServiceDefinition) {
  const id = found?.reveal().concernId;
  const known = ports.start.services
    .flatMap(({ route }) => (route.kind === 'appointment' ? route.concerns : []))
    .find((concern) => concern.id === id);
  return known ?? { title: service.title, bring: [] };
}

const FAILURES: readonly Failure[] = ['unknown', 'busy', 'not-cancellable'];
const failureOf = (reason: string): Failure => FAILURES.find((failure) => failure === reason) ?? 'unavailable';

const countFinished = ({ ports, service }: ManageContext): void =>
  ports.terminal.notify('usage', {
    kind: 'finished',
    serviceId: service.id,
    identification: 'none',
    evidence: null,
    payment: null,
  });
