import { and, assign, fromPromise, setup } from 'xstate';
import type { AppointmentConcern } from '../../../../../config/schema/appointment-concern.ts';
import type { ServiceDefinition } from '../../../../../config/schema/service.ts';
import { Bug } from '../../../../../foundation/errors.ts';
import { Personal } from '../../../../../foundation/personal.ts';
import { err, type Result } from '../../../../../foundation/result.ts';
import type {
  AppointmentOffer,
  AppointmentOffice,
  AppointmentPerson,
  FreeDay,
  KnownAppointment,
} from '../../../../../portals/appointments/contract.ts';
import type { PrintAnswer } from '../../../../channel/terminal/slip.ts';
import type { ScreenNotice } from '../../../contract/notice.ts';
import { noticeOf } from '../../../forms/verdict.ts';
import { printAppointment } from '../../../package/appointment-slip.ts';
import { attempt, type Ports, tell } from '../../../ports.ts';
import type { StepEvent } from '../../events.ts';
import type { StepMeta, StepTag } from '../../state-tags.ts';
import { type Booked, book } from './booking.ts';
import { askedBy, gapOf, judgePerson, NOBODY, toldPerson } from './person-fields.ts';

export interface AppointmentInput {
  readonly ports: Ports;
  readonly service: ServiceDefinition;
  /** Chosen before: whoever could not identify comes for one concern. */
  readonly concernFor: string | null;
  /** Another time is wanted for this one: cancelled once the new one is booked. */
  readonly moved: Personal<KnownAppointment> | null;
  /** Language now chosen; asked at the moment of printing. */
  readonly language: () => string;
}
export type AppointmentOutput = {
  readonly kind: 'done' | 'back' | 'other-offer' | 'give-up';
  readonly printed: boolean;
};

/** A reserved time. */
export interface HeldTime {
  readonly id: number;
  readonly key: string;
  readonly number: string;
  /** Epoch milliseconds. */
  readonly until: number;
}

export interface AppointmentContext extends AppointmentInput {
  readonly concern: AppointmentConcern | null;
  readonly offer: AppointmentOffer | null;
  readonly office: AppointmentOffice | null;
  readonly days: readonly FreeDay[];
  /** Where the list of days begins. */
  readonly firstDay: number;
  readonly day: FreeDay | null;
  /** Epoch seconds. */
  readonly at: number | null;
  readonly held: HeldTime | null;
  /** Its key is known to this process alone, because somebody's name may be behind it. */
  readonly isOurs: boolean;
  readonly person: Personal<AppointmentPerson>;
  readonly left: ReadonlySet<string>;
  readonly booked: KnownAppointment | null;
  /** The one before could not be cancelled: the person has two. */
  readonly hasBoth: boolean;
  readonly print: PrintAnswer | null;
  readonly failure: 'unavailable' | 'busy' | 'none-free' | 'unclear' | null;
  readonly notice: ScreenNotice | null;
  readonly kind: AppointmentOutput['kind'];
}

export const CONCERN_FIELD = 'concern';
export const OFFICE_FIELD = 'office';
export const DAY_FIELD = 'day';
export const TIME_FIELD = 'time';
/** Days shown at once, and what is chosen to see later ones. */
export const DAYS_SHOWN = 8;
export const LATER = 'later';

export const concernsOf = ({ route }: ServiceDefinition): readonly AppointmentConcern[] =>
  route.kind === 'appointment' ? route.concerns : [];

/** Offices that serve the concern and are offered here. */
export function officesFor({ service, offer, concern }: AppointmentContext): readonly AppointmentOffice[] {
  if (!offer || !concern) return [];
  const { offices, relations } = offer;
  const wanted = service.route.kind === 'appointment' ? service.route.offices : [];
  const serves = (id: number) =>
    relations.length === 0 || relations.some(({ officeId, concernId }) => officeId === id && concernId === concern.id);
  return offices.filter(({ id }) => serves(id) && (wanted.length === 0 || wanted.includes(id)));
}

type Reserved = Result<HeldTime, string>;
type Loaded = Result<{ readonly offer: AppointmentOffer }, string>;

/** An appointment from the choice of office to the slip. Every way back keeps what was entered. */
export const appointmentMachine = setup({
  types: {
    context: {} as AppointmentContext,
    events: {} as StepEvent,
    input: {} as AppointmentInput,
    output: {} as AppointmentOutput,
    tags: {} as StepTag,
    meta: {} as StepMeta<AppointmentContext>,
  },
  actors: {
    load: fromPromise<Loaded, AppointmentContext>(({ input: { ports } }) =>
      attempt(ports, async () => ({ offer: await ports.terminal.call('appointments.offer', {}) })),
    ),
    loadDays: fromPromise<Result<readonly FreeDay[], string>, AppointmentContext>(
      ({ input: { ports, office, concern } }) =>
        attempt(ports, async () => {
          if (!office || !concern) throw new Bug('days of no office');
          return (await ports.terminal.call('appointments.days', { officeId: office.id, concernId: concern.id })).days;
        }),
    ),
    reserve: fromPromise<Reserved, AppointmentContext>(({ input: { ports, office, concern, at } }) =>
      attempt(ports, async () => {
        if (!office || !concern || at === null) throw new Bug('nothing to reserve');
        return ports.terminal.call('appointments.reserve', { officeId: office.id, concernId: concern.id, at });
      }),
    ),
    book: fromPromise<Booked, AppointmentContext>(({ input }) => bookHeld(input)),
    cancelMoved: fromPromise<boolean, AppointmentContext>(async ({ input: { ports, moved } }) => {
      const answer = await ports.appointments?.cancel(moved?.reveal() ?? { id: 0, key: '' });
      return answer?.ok === true || answer?.error.reason === 'unknown';
    }),
    print: fromPromise<PrintAnswer, AppointmentContext>(({ input }) => printAppointment(input)),
  },
  guards: {
    hasConcern: ({ context }) => context.concern !== null,
    hasOneConcern: ({ context }) => concernsOf(context.service).length === 1,
    hasOneOffice: ({ context }) => officesFor(context).length <= 1,
    hasOffice: ({ context }) => context.office !== null,
    needsCaptcha: ({ context }) => context.office?.needsCaptcha === true,
    hasDay: ({ context }) => context.day !== null,
    hasTime: ({ context }) => context.at !== null,
    isMoving: ({ context }) => context.moved !== null,
    isComplete: ({ context: { office, person } }) =>
      office !== null && gapOf(askedBy(office), person.reveal()) === null,
  },
  actions: {
    /** The time is not wanted any more: whoever knows its key gives it back. */
    giveBack: ({ context: { ports, held, isOurs } }) => {
      if (!held) return;
      const { id, key } = held;
      if (!isOurs) tell(ports, 'appointments.release', () => ports.terminal.call('appointments.release', { id }));
      else tell(ports, 'appointments.cancel', async () => ports.appointments?.cancel({ id, key }));
    },
    forgetHeld: assign({ held: null, isOurs: false, at: null }),
    forgetTime: assign({ day: null, at: null }),
    editPerson: assign(({ context, event }) => {
      if (event.type !== 'intent.edit-field') return {};
      const person = context.person.map((known) => ({ ...known, [event.field]: event.value }));
      const left = new Set(context.left);
      left.delete(event.field);
      return { person, left, notice: null };
    }),
    countFinished: ({ context: { ports, service } }) =>
      ports.terminal.notify('usage', {
        kind: 'finished',
        serviceId: service.id,
        identification: 'none',
        evidence: null,
        payment: null,
      }),
  },
  delays: { lapse: ({ context: { held, ports } }) => Math.max(0, (held?.until ?? 0) - ports.clock.now()) },
}).createMachine({
  id: 'appointment',
  meta: {
    fault: ({ failure }) => failure && `appointment-${failure}`,
    notice: ({ notice }) => notice,
  },
  context: ({ input }) => ({
    ...input,
    concern: preselected(input),
    offer: null,
    office: null,
    days: [],
    firstDay: 0,
    day: null,
    at: null,
    held: null,
    isOurs: false,
    person: input.moved?.map(({ person }) => person) ?? new Personal(NOBODY),
    left: new Set(),
    booked: null,
    hasBoth: false,
    print: null,
    failure: null,
    notice: null,
    kind: 'done',
  }),
  initial: 'loading',
  states: {
    loading: {
      tags: 'at-work',
      entry: assign({ failure: null }),
      invoke: {
        src: 'load',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'deciding',
            actions: assign(({ context, event: { output } }) => {
              const offer = output.ok ? output.value.offer : null;
              const moved = context.moved?.reveal();
              return { offer, office: offer?.offices.find(({ id }) => id === moved?.officeId) ?? null };
            }),
          },
          { target: 'problem', actions: assign(({ event }) => failureOf(event.output)) },
        ],
      },
    },
    deciding: {
      always: [
        { guard: and(['isMoving', 'hasOffice', 'hasConcern']), target: 'loadingDays' },
        { guard: 'hasConcern', target: 'decidingOffice' },
        {
          guard: 'hasOneConcern',
          target: 'decidingOffice',
          actions: assign({ concern: ({ context }) => concernsOf(context.service)[0] ?? null }),
        },
        { target: 'concern' },
      ],
    },
    concern: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => event.field === CONCERN_FIELD,
          actions: assign(({ context, event }) => ({
            concern: concernsOf(context.service).find(({ id }) => String(id) === event.value) ?? null,
            office: null,
            notice: null,
          })),
        },
        'intent.leave-field': {},
        'intent.continue': [
          { guard: 'hasConcern', target: 'decidingOffice' },
          { actions: assign({ notice: { reason: 'incomplete', field: CONCERN_FIELD } }) },
        ],
        'intent.back': { target: 'finished', actions: assign({ kind: 'back' }) },
      },
    },
    decidingOffice: {
      always: [
        {
          guard: 'hasOneOffice',
          target: 'judgingOffice',
          actions: assign({ office: ({ context }) => officesFor(context)[0] ?? null }),
        },
        { target: 'office' },
      ],
    },
    office: {
      on: {
        'intent.edit-field': {
          guard: ({ event }) => event.field === OFFICE_FIELD,
          actions: assign(({ context, event }) => ({
            office: officesFor(context).find(({ id }) => String(id) === event.value) ?? null,
            notice: null,
          })),
        },
        'intent.leave-field': {},
        'intent.continue': [
          { guard: 'hasOffice', target: 'judgingOffice' },
          { actions: assign({ notice: { reason: 'incomplete', field: OFFICE_FIELD } }) },
        ],
        'intent.back': [
          { guard: 'hasOneConcern', target: 'finished', actions: assign({ kind: 'back' }) },
          {
            guard: ({ context }) => context.concernFor !== null,
            target: 'finished',
            actions: assign({ kind: 'back' }),
          },
          { target: 'concern', actions: assign({ office: null, notice: null }) },
        ],
      },
    },
    judgingOffice: {
      always: [
        { guard: 'needsCaptcha', target: 'notHere' },
        { guard: 'hasOffice', target: 'loadingDays' },
        { target: 'noTimes', actions: assign({ failure: 'none-free' }) },
      ],
    },
    /** The system wants a puzzle solved first, which nobody can do for a person, and no terminal may. */
    notHere: {
      on: {
        'intent.continue': { target: 'leaveOffice' },
        'intent.back': { target: 'leaveOffice' },
      },
    },
    leaveOffice: {
      always: [
        { guard: and(['isMoving']), target: 'finished', actions: assign({ kind: 'back' }) },
        { guard: 'hasOneOffice', target: 'leaveConcern' },
        { target: 'office', actions: assign({ office: null, failure: null, notice: null }) },
      ],
    },
    leaveConcern: {
      always: [
        {
          guard: ({ context }) => concernsOf(context.service).length > 1 && context.concernFor === null,
          target: 'concern',
          actions: assign({ office: null, failure: null, notice: null }),
        },
        { target: 'finished', actions: assign({ kind: 'back' }) },
      ],
    },
    loadingDays: {
      tags: 'at-work',
      entry: assign({ failure: null, firstDay: 0, day: null, at: null }),
      invoke: {
        src: 'loadDays',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value.length > 0,
            target: 'day',
            actions: assign(({ event: { output } }) => (output.ok ? { days: output.value } : {})),
          },
          {
            guard: ({ event }) => event.output.ok,
            target: 'noTimes',
            actions: assign({ failure: 'none-free' }),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error === 'appointment-captcha',
            target: 'notHere',
          },
          { target: 'problem', actions: assign(({ event }) => failureOf(event.output)) },
        ],
      },
    },
    noTimes: {
      on: {
        'intent.continue': { target: 'leaveOffice' },
        'intent.back': { target: 'leaveOffice' },
      },
    },
    day: {
      on: {
        'intent.edit-field': [
          {
            guard: ({ event }) => event.field === DAY_FIELD && event.value === LATER,
            actions: assign({ firstDay: ({ context }) => context.firstDay + DAYS_SHOWN, day: null }),
          },
          {
            guard: ({ event }) => event.field === DAY_FIELD,
            actions: assign(({ context, event }) => ({
              day: context.days.find(({ date }) => date === event.value) ?? null,
              notice: null,
            })),
          },
        ],
        'intent.leave-field': {},
        'intent.continue': [
          { guard: 'hasDay', target: 'time', actions: assign({ at: null, notice: null }) },
          { actions: assign({ notice: { reason: 'incomplete', field: DAY_FIELD } }) },
        ],
        'intent.back': [
          {
            guard: ({ context }) => context.firstDay > 0,
            actions: assign({ firstDay: ({ context }) => Math.max(0, context.firstDay - DAYS_SHOWN), day: null }),
          },
          { target: 'leaveOffice' },
        ],
      },
    },
    time: {
      on: {
        'intent.edit-field': {
          guard: ({ context, event }) =>
            event.field === TIME_FIELD && context.day?.times.some((time) => String(time) === event.value) === true,
          actions: assign({ at: ({ event }) => Number(event.value), notice: null }),
        },
        'intent.leave-field': {},
        'intent.continue': [
          { guard: 'hasTime', target: 'reserving' },
          { actions: assign({ notice: { reason: 'incomplete', field: TIME_FIELD } }) },
        ],
        'intent.back': { target: 'day', actions: assign({ at: null, notice: null }) },
      },
    },
    reserving: {
      tags: 'at-work',
      invoke: {
        src: 'reserve',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'details',
            actions: assign(({ event }) => heldOf(event.output)),
          },
          {
            guard: ({ event }) => !event.output.ok && event.output.error === 'appointment-taken',
            target: 'reloading',
            actions: assign({ notice: { reason: 'appointment-taken', field: null } }),
          },
          { target: 'problem', actions: assign(({ event }) => failureOf(event.output)) },
        ],
      },
    },
    /** Somebody else was faster, or it took too long: the times of now, and what happened. */
    reloading: {
      tags: 'at-work',
      entry: ['forgetHeld', 'forgetTime', assign({ firstDay: 0 })],
      invoke: {
        src: 'loadDays',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok && event.output.value.length > 0,
            target: 'day',
            actions: assign(({ event: { output } }) => (output.ok ? { days: output.value } : {})),
          },
          { guard: ({ event }) => event.output.ok, target: 'noTimes', actions: assign({ failure: 'none-free' }) },
          { target: 'problem', actions: assign(({ event }) => failureOf(event.output)) },
        ],
      },
    },
    details: {
      after: { lapse: 'renewing' },
      on: {
        'intent.edit-field': {
          guard: ({ context, event }) =>
            context.office !== null && askedBy(context.office).some(({ id }) => id === event.field),
          actions: 'editPerson',
        },
        'intent.leave-field': {
          actions: assign({ left: ({ context, event }) => new Set([...context.left, event.field]) }),
        },
        'intent.continue': [
          { guard: 'isComplete', target: 'check', actions: assign({ notice: null }) },
          { actions: assign(({ context }) => gapNotice(context)) },
        ],
        'intent.back': { target: 'returning', actions: 'giveBack' },
      },
    },
    check: {
      after: { lapse: 'renewing' },
      on: {
        'intent.continue': 'booking',
        'intent.back': { target: 'details', actions: assign({ notice: null }) },
      },
    },
    /** Back to the times of that day: the one that was given back may be there again. */
    returning: {
      entry: ['forgetHeld', assign({ notice: null })],
      always: 'time',
    },
    /** The reservation ran out while somebody was typing: the same time once more, if nobody has taken it. */
    renewing: {
      tags: 'at-work',
      invoke: {
        src: 'reserve',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.ok,
            target: 'details',
            actions: assign(({ event }) => heldOf(event.output)),
          },
          { target: 'reloading', actions: assign({ notice: { reason: 'appointment-lapsed', field: null } }) },
        ],
      },
    },
    booking: {
      tags: ['at-work', 'no-cancel'],
      entry: assign({ isOurs: true, failure: null }),
      invoke: {
        src: 'book',
        input: ({ context }) => context,
        onDone: [
          {
            guard: ({ event }) => event.output.kind === 'booked',
            target: 'booked',
            actions: [
              assign(({ event: { output } }) => (output.kind === 'booked' ? { booked: output.appointment } : {})),
              'countFinished',
            ],
          },
          {
            guard: ({ event }) => event.output.kind === 'lost',
            target: 'reloading',
            actions: assign({ notice: { reason: 'appointment-lapsed', field: null } }),
          },
          {
            guard: ({ event }) => event.output.kind === 'unclear',
            target: 'unclear',
            actions: assign({ failure: 'unclear' }),
          },
          {
            target: 'details',
            actions: assign(({ context, event: { output } }) =>
              output.kind === 'refused'
                ? {
                    notice: { reason: output.notice, field: output.field },
                    left: new Set([...context.left, ...(output.field ? [output.field] : [])]),
                  }
                : {},
            ),
          },
        ],
      },
    },
    /** It may be booked: nothing is cancelled, and nothing is said that nobody knows. */
    unclear: {
      tags: 'no-cancel',
      on: {
        'intent.retry': 'booking',
        'intent.finish': { target: 'finished', actions: assign({ kind: 'give-up' }) },
      },
    },
    booked: {
      tags: ['no-cancel', 'achieved'],
      always: [{ guard: 'isMoving', target: 'cancellingMoved' }, { target: 'printing' }],
    },
    cancellingMoved: {
      tags: ['at-work', 'no-cancel', 'achieved'],
      invoke: {
        src: 'cancelMoved',
        input: ({ context }) => context,
        onDone: { target: 'printing', actions: assign({ hasBoth: ({ event }) => !event.output }) },
      },
    },
    printing: {
      tags: ['at-work', 'no-cancel', 'achieved'],
      entry: assign({ print: null }),
      invoke: {
        src: 'print',
        input: ({ context }) => context,
        onDone: { target: 'told', actions: assign({ print: ({ event }) => event.output }) },
      },
    },
    told: {
      tags: ['no-cancel', 'achieved'],
      on: { 'intent.continue': 'finished', 'intent.finish': 'finished', 'intent.print-again': 'printing' },
    },
    problem: {
      on: {
        'intent.retry': [{ guard: 'hasOffice', target: 'loadingDays', actions: 'forgetHeld' }, { target: 'loading' }],
        'intent.back': { target: 'finished', actions: assign({ kind: 'back' }) },
        'intent.catalogue': { target: 'finished', actions: assign({ kind: 'other-offer' }) },
        'intent.finish': { target: 'finished', actions: assign({ kind: 'give-up' }) },
      },
    },
    finished: { type: 'final' },
  },
  output: ({ context: { kind, print } }): AppointmentOutput => ({ kind, printed: print?.kind === 'printed' }),
});

function preselected({ service, concernFor, moved }: AppointmentInput): AppointmentConcern | null {
  const known = moved?.reveal();
  if (known) {
    const concern = concernsOf(service).find(({ id }) => id === known.concernId);
    return concern ?? { id: known.concernId, title: 'session.appointment.title', bring: [] };
  }
  return concernsOf(service).find((concern) => concernFor !== null && concern.for === concernFor) ?? null;
}

async function bookHeld(context: AppointmentContext): Promise<Booked> {
  const { ports, held, office, person } = context;
  if (!held || !office) throw new Bug('nothing reserved');
  const { id, key } = held;
  // From here on the terminal must not know the key: a name will be behind it.
  const taken = await attempt(ports, () => ports.terminal.call('appointments.take', { id }));
  if (!taken.ok || !ports.appointments) return { kind: 'unclear' };
  return book(ports.appointments, { id, key }, toldPerson(askedBy(office), person.reveal()));
}

const heldOf = (reserved: Reserved): Partial<AppointmentContext> =>
  reserved.ok ? { held: reserved.value, isOurs: false, notice: null } : {};

const failureOf = (answer: Result<unknown, string>): Partial<AppointmentContext> => ({
  failure: !answer.ok && answer.error === 'appointment-busy' ? 'busy' : 'unavailable',
});

function gapNotice({ office, person, left }: AppointmentContext): Partial<AppointmentContext> {
  const gap = office && gapOf(askedBy(office), person.reveal());
  if (!gap) return {};
  const typed = person.reveal()[gap.id];
  // Right in itself, and not what the office takes.
  const reason = judgePerson(gap, typed).kind === 'valid' ? 'wrong-value' : noticeOf(typed);
  return { left: new Set([...left, gap.id]), notice: { reason, field: gap.id } };
}

/** For whoever leaves in the middle: gives back what this process alone could. Nothing that may be booked already. */
export function leaveHeld(context: AppointmentContext, isBooking: boolean): void {
  const { ports, held, isOurs, booked } = context;
  if (!held || !isOurs || booked || isBooking || context.failure === 'unclear') return;
  tell(ports, 'appointments.cancel', async () => {
    const answer = (await ports.appointments?.cancel({ id: held.id, key: held.key })) ?? err(null);
    return answer.ok;
  });
}
