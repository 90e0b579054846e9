import type { Clock } from '../../foundation/clock.ts';
import { ok } from '../../foundation/result.ts';
import { addDays, localTime, weekdayOf } from '../../foundation/time/local-time.ts';
import type { PersonAppointments } from '../../portals/appointments/client.ts';
import type { AppointmentPerson, KnownAppointment } from '../../portals/appointments/contract.ts';

const MINUTE = 60_000;
const KEY = '0'.repeat(64);
const NUMBER = 100_001;
/** Epoch seconds after midnight UTC. */
const TIMES = [8 * 3600, 9 * 3600, 10 * 3600, 13 * 3600];
const NOBODY: AppointmentPerson = { familyName: '', email: '', telephone: '', customText: '', customText2: '' };

/**
 * An appointment system in which nothing is booked: one office that serves whatever is asked for, and times on the next
 * working days. Whoever rehearses sees the way; the offices' own names are the system's business.
 */
export function rehearsalAppointments(clock: Clock) {
  const days = () => {
    const { date } = localTime(clock.now(), 'UTC');
    const dates = Array.from({ length: 12 }, (_, day) => addDays(date, day + 1)).filter((day) => weekdayOf(day) < 6);
    return dates.map((day) => ({ date: day, times: TIMES.map((time) => Date.parse(day) / 1000 + time) }));
  };
  const known = (person: AppointmentPerson, status: string): KnownAppointment => ({
    id: NUMBER,
    key: KEY,
    number: String(NUMBER),
    status,
    at: days()[0]?.times[0] ?? 0,
    officeId: 1,
    officeName: 'Bürgerbüro',
    officeAddress: [],
    officeHint: null,
    concernId: 1,
    concernName: null,
    person,
  });
  let person = NOBODY;
  const session: PersonAppointments = {
    find: async () => ok(known(person, 'confirmed')),
    update: async (_, told) => {
      person = told;
      return ok(known(person, 'reserved'));
    },
    preconfirm: async () => ok(known(person, 'preconfirmed')),
    confirm: async () => ok(known(person, 'confirmed')),
    cancel: async () => ok(null),
  };
  return {
    session,
    terminal: {
      // No relations: an office that says nothing of its concerns serves all.
      'appointments.offer': () => ({
        offices: [
          {
            id: 1,
            name: 'Bürgerbüro',
            address: [],
            hint: null,
            needsCaptcha: false,
            emailRequired: false,
            telephone: 'asked' as const,
            customText: null,
            customText2: null,
            reservationMinutes: 15,
          },
        ],
        relations: [],
      }),
      'appointments.days': () => ({ days: days() }),
      'appointments.reserve': () => ({
        id: NUMBER,
        key: KEY,
        number: String(NUMBER),
        until: clock.now() + 15 * MINUTE,
      }),
      'appointments.take': () => ({}),
      'appointments.release': () => ({}),
    },
  };
}
