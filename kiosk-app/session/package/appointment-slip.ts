import type { z } from 'zod';
import { Personal } from '../../../foundation/personal.ts';
import { localTime } from '../../../foundation/time/local-time.ts';
import { appointmentLink } from '../../../portals/appointments/appointment-code.ts';
import { calendarFile } from '../../../portals/appointments/calendar-file.ts';
import type { AppointmentKey, KnownAppointment } from '../../../portals/appointments/contract.ts';
import type { PrintAnswer, ReceiptTexts } from '../../channel/terminal/slip.ts';
import { delays } from '../delays.ts';
import type { TakeAlongFile } from '../phone-link/contract.ts';
import { attempt, type Ports } from '../ports.ts';

export interface SlipOfAppointment {
  readonly ports: Ports;
  readonly concern: {
    readonly title: string;
    readonly for?: string | undefined;
    readonly bring: readonly string[];
  } | null;
  readonly booked: KnownAppointment | null;
  readonly language: () => string;
}

/** Minutes that stand in the calendar where nobody knows how long it takes. */
const MINUTES = 30;
/** Lines of the slip that say what to bring. */
const MOST_TO_BRING = 6;
/** Nobody needs a PIN or its letter at a counter. */
const AT_THE_COUNTER = ['id-card', 'bank-card', 'document', 'bill'];

/** The appointment's own page, by number and key; `null` where the place has none. */
export function linkOf({ start }: Pick<Ports, 'start'>, key: AppointmentKey): string | null {
  const page = start.site.appointments?.page ?? null;
  return page === null ? null : appointmentLink(page, key);
}

export const dateOf = ({ start }: Pick<Ports, 'start'>, at: number, language: string): string =>
  new Intl.DateTimeFormat(language, {
    timeZone: start.site.timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(at * 1000);

export const timeOf = ({ start }: Pick<Ports, 'start'>, at: number): string =>
  localTime(at * 1000, start.site.timeZone).time.slice(0, 5);

/** What the concern says, and what the service needs for which the appointment is. */
export function toBring({ ports, concern }: Pick<SlipOfAppointment, 'ports' | 'concern'>, language: string): string[] {
  const text = (key: string) => ports.texts.text(language, key);
  const service = ports.start.services.find(({ id }) => id === concern?.for);
  const needs = (service?.needs ?? []).filter((need) => AT_THE_COUNTER.includes(need));
  return [
    ...(concern?.bring ?? []).map(text),
    ...needs.map((need) => text(`session.appointment.needs.${need}`)),
    ...(service?.prerequisites ?? []).map(text),
  ].slice(0, MOST_TO_BRING);
}

export function printAppointment(input: SlipOfAppointment): Promise<PrintAnswer> {
  const { ports, booked } = input;
  const language = input.language();
  const work = () =>
    ports.terminal.call(
      'slip.print',
      { texts: slipTexts(input, language), qr: booked && linkOf(ports, booked), language },
      delays.print,
    );
  return attempt(ports, work).then((answer) =>
    answer.ok ? answer.value : { kind: 'fault', reason: 'not-confirmed' as const },
  );
}

/** Date, place, number, what to bring. Nobody's name: it lies in a tray, and is lost on the way home. */
function slipTexts(input: SlipOfAppointment, language: string): z.input<typeof ReceiptTexts> {
  const { ports, booked, concern } = input;
  const { site } = ports.start;
  const text = (key: string) => ports.texts.text(language, key);
  const line = (name: string, value: string) => ({ label: text(`session.appointment.${name}`), value });
  const bring = toBring(input, language);
  return {
    heading: [text(site.municipality), text(site.location)],
    service: `${text('session.appointment.title')}: ${concern ? text(concern.title) : ''}`,
    lines: booked
      ? [
          line('number', booked.number),
          line('date', dateOf(ports, booked.at, language)),
          line('time', timeOf(ports, booked.at)),
          line('office', booked.officeName),
          ...(booked.officeAddress.length > 0 ? [line('address', booked.officeAddress.join(', '))] : []),
          ...(booked.officeHint ? [line('hint', booked.officeHint)] : []),
        ]
      : [],
    footer: [
      ...(bring.length > 0 ? [text('session.appointment.bring'), ...bring] : []),
      text('session.appointment.keep'),
    ],
  };
}

/** For the calendar of the person's own telephone (RFC 5545). */
export function appointmentFile(input: SlipOfAppointment): TakeAlongFile {
  const { ports, booked, concern } = input;
  const language = input.language();
  const text = (key: string) => ports.texts.text(language, key);
  const link = booked && linkOf(ports, booked);
  const summary = `${text('session.appointment.title')}: ${concern ? text(concern.title) : ''}`;
  const file = calendarFile({
    id: booked?.id ?? 0,
    host: link ? new URL(link).host : 'buerger-terminal',
    summary,
    location: [booked?.officeName, ...(booked?.officeAddress ?? [])].join(', '),
    description: [`${text('session.appointment.number')}: ${booked?.number}`, ...toBring(input, language)].join('\n'),
    link,
    at: booked?.at ?? 0,
    minutes: MINUTES,
    now: ports.clock.now(),
  });
  return { name: 'termin.ics', type: 'text/calendar', title: summary, bytes: new Personal(Buffer.from(file)) };
}
