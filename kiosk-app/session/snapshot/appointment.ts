import type { AppointmentOffice, FreeDay } from '../../../portals/appointments/contract.ts';
import type { FieldView, FormScreen } from '../contract/screens/form.ts';
import type { TakeAlongView } from '../contract/screens/phone.ts';
import type { Screen } from '../contract/snapshot.ts';
import type { SessionContext } from '../machine/session-context.ts';
import type { Steps } from '../machine/state.ts';
import {
  type AppointmentContext,
  CONCERN_FIELD,
  concernsOf,
  DAY_FIELD,
  DAYS_SHOWN,
  LATER,
  OFFICE_FIELD,
  officesFor,
  TIME_FIELD,
} from '../machine/steps/appointment/appointment.ts';
import { askedBy, judgePerson } from '../machine/steps/appointment/person-fields.ts';
import { dateOf, linkOf, timeOf, toBring } from '../package/appointment-slip.ts';
import { errorOf } from './fields.ts';
import { problem } from './problem.ts';

type Text = (name: string, values?: Readonly<Record<string, string>>) => string;
type Row = { readonly label: string; readonly value: string };

const FIELD = { required: true, ifAny: false, locked: false, origin: null, hint: null, error: null } as const;

/** A choice that fills a page. */
export const choiceField = (id: string, label: string, value: string, options: FieldView['options']): FieldView => ({
  ...FIELD,
  id,
  type: 'choice',
  label,
  value,
  maxLength: 20,
  options,
});

export const appointmentPage = (pageId: string, title: string, more: Partial<FormScreen> = {}): FormScreen => ({
  kind: 'form',
  pageId: `appointment.${pageId}`,
  title,
  page: 1,
  pages: 1,
  fields: [],
  complete: true,
  ...more,
});

/** From the choice of office to the number of what was booked. */
export function appointmentScreen(
  context: SessionContext,
  step: Steps['appointment'],
  takeAlong: TakeAlongView | null,
): Screen {
  const { ports, language } = context;
  const text: Text = (name, values) => ports.texts.text(language, `session.appointment.${name}`, values);
  const page = (id: string, more?: Partial<FormScreen>) => appointmentPage(id, text(`${id}.title`), more);
  const own = step.context;
  const say = (key: string) => ports.texts.text(language, key);
  if (step.matches('problem')) return problemScreen(own, text);
  if (step.matches('unclear')) {
    return {
      ...problem('portal-unreachable', 'not-applicable', own.held?.number ?? null, ['retry', 'finish']),
      told: { title: text('unclear.title'), text: text('unclear.text') },
    };
  }
  if (step.matches('concern')) {
    const options = concernsOf(own.service).map(({ id, title }) => ({ value: String(id), label: say(title) }));
    const field = choiceField(CONCERN_FIELD, text('concern'), String(own.concern?.id ?? ''), options);
    return page('concern', { fields: [field], complete: own.concern !== null });
  }
  if (step.matches('office')) {
    const options = officesFor(own).map((office) => ({ value: String(office.id), label: officeLabel(office, text) }));
    const field = choiceField(OFFICE_FIELD, text('office'), String(own.office?.id ?? ''), options);
    return page('office', { fields: [field], complete: own.office !== null });
  }
  if (step.matches('notHere')) {
    const rows = [...officeRows(own.office, text), { label: text('phone'), value: ports.start.site.phone }];
    return page('notHere', { told: [{ label: text('why'), value: text('notHere.text') }, ...rows] });
  }
  if (step.matches('noTimes')) {
    const rows = [...officeRows(own.office, text), { label: text('phone'), value: ports.start.site.phone }];
    return page('noTimes', { told: [{ label: text('why'), value: text('noTimes.text') }, ...rows] });
  }
  if (step.matches('day')) return page('day', { fields: [dayField(context, own, text)], complete: own.day !== null });
  if (step.matches('time')) {
    const options = (own.day?.times ?? []).map((time) => ({
      value: String(time),
      label: text('clock', { time: timeOf(ports, time) }),
    }));
    const title = own.day ? dateOf(ports, own.day.times[0] ?? 0, language) : text('time.title');
    const field = choiceField(TIME_FIELD, text('time'), String(own.at ?? ''), options);
    return appointmentPage('time', title, { fields: [field], complete: own.at !== null });
  }
  if (step.matches('details'))
    return page('details', { fields: personFields(own, text), told: heldRows(context, own, text) });
  if (step.matches('check')) {
    return page('check', {
      told: [
        ...whenAndWhere(context, own, own.at, text),
        ...personRows(own, text),
        ...heldRows(context, own, text).slice(-1),
      ],
    });
  }
  if (step.matches('told') || step.matches('printing'))
    return { ...bookedScreen(context, own, step.matches('printing'), text), takeAlong };
  return page(step.matches('booking') || step.matches('cancellingMoved') ? 'booking' : 'waiting', { isWaiting: true });
}

function problemScreen({ failure }: AppointmentContext, text: Text): Screen {
  const screen = problem('portal-unreachable', 'not-applicable', null, ['retry', 'back', 'catalogue', 'finish']);
  return failure === 'busy' ? { ...screen, told: { title: text('busy.title'), text: text('busy.text') } } : screen;
}

const officeLabel = ({ name, address, needsCaptcha }: AppointmentOffice, text: Text): string =>
  [name, address[0], needsCaptcha ? text('not-here') : null].filter((part) => part).join(' · ');

function officeRows(office: AppointmentOffice | null, text: Text): Row[] {
  if (!office) return [];
  return [
    { label: text('office'), value: office.name },
    ...(office.address.length > 0 ? [{ label: text('address'), value: office.address.join(', ') }] : []),
  ];
}

/** The next free day stands first; one more option leads to later ones. */
function dayField({ ports, language }: SessionContext, own: AppointmentContext, text: Text): FieldView {
  const shown = own.days.slice(own.firstDay, own.firstDay + DAYS_SHOWN);
  const label = ({ times }: FreeDay) =>
    text(times.length === 1 ? 'day.one' : 'day.many', {
      day: dateOf(ports, times[0] ?? 0, language),
      count: String(times.length),
    });
  const hasLater = own.days.length > own.firstDay + DAYS_SHOWN;
  return choiceField(DAY_FIELD, text('day'), own.day?.date ?? '', [
    ...shown.map((day) => ({ value: day.date, label: label(day) })),
    ...(hasLater ? [{ value: LATER, label: text('day.later') }] : []),
  ]);
}

function personFields({ office, person, left }: AppointmentContext, text: Text): FieldView[] {
  return (office ? askedBy(office) : []).map((asked) => ({
    ...FIELD,
    id: asked.id,
    type: asked.type,
    label: asked.label ?? text(asked.id),
    hint: asked.id === 'email' ? text(asked.required ? 'email.hint' : 'email.free') : null,
    required: asked.required,
    value: person.reveal()[asked.id],
    maxLength: asked.maxLength,
    options: [],
    error: errorOf(judgePerson(asked, person.reveal()[asked.id]), left.has(asked.id)),
  }));
}

/** What is being booked, and until when it is kept. */
function heldRows(context: SessionContext, own: AppointmentContext, text: Text): Row[] {
  const { held } = own;
  const when = own.at === null ? [] : whenAndWhere(context, own, own.at, text).slice(0, 1);
  const until = held && text('clock', { time: timeOf(context.ports, Math.floor(held.until / 1000)) });
  return [...when, ...(until ? [{ label: text('reserved'), value: text('until', { time: until }) }] : [])];
}

function whenAndWhere(
  { ports, language }: SessionContext,
  own: AppointmentContext,
  at: number | null,
  text: Text,
): Row[] {
  if (at === null) return [];
  const when = `${dateOf(ports, at, language)}, ${text('clock', { time: timeOf(ports, at) })}`;
  return [{ label: text('when'), value: when }, ...officeRows(own.office, text)];
}

function personRows({ office, person }: AppointmentContext, text: Text): Row[] {
  return (office ? askedBy(office) : []).flatMap(({ id, label }) => {
    const value = person.reveal()[id].trim();
    return value === '' ? [] : [{ label: label ?? text(id), value }];
  });
}

function bookedScreen(context: SessionContext, own: AppointmentContext, isPrinting: boolean, text: Text): FormScreen {
  const { ports, language } = context;
  const { booked, print } = own;
  const slip = isPrinting ? 'printing' : print?.kind === 'printed' ? 'printed' : 'not-printed';
  const bring = toBring(own, language).join(' · ');
  return appointmentPage('booked', text('booked.title'), {
    told: [
      { label: text('number'), value: booked?.number ?? '' },
      ...whenAndWhere(context, own, booked?.at ?? null, text),
      ...(booked?.officeHint ? [{ label: text('hint'), value: booked.officeHint }] : []),
      ...(bring === '' ? [] : [{ label: text('bring'), value: bring }]),
      ...(own.hasBoth
        ? [{ label: text('before'), value: text('has-both', { number: own.moved?.reveal().number ?? '' }) }]
        : []),
      { label: text('slip'), value: text(`slip.${slip}`) },
    ],
    qr: booked && linkOf(ports, booked),
    isWaiting: isPrinting,
  });
}
