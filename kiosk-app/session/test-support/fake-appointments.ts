import type { Clock } from '../../../foundation/clock.ts';
import { ok } from '../../../foundation/result.ts';
import type { PersonAppointments } from '../../../portals/appointments/client.ts';
import type { AppointmentOffice, AppointmentPerson, KnownAppointment } from '../../../portals/appointments/contract.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const office = (id: number, name: string, rest: Partial<AppointmentOffice> = {}): AppointmentOffice => ({
  id,
  name,
  address: ['Am Markt 1', '12345 Musterstadt'],
  hint: null,
  needsCaptcha: false,
  emailRequired: false,
  telephone: 'asked',
  customText: null,
  customText2: null,
  reservationMinutes: 15,
  ...rest,
});

export const OFFICES: readonly AppointmentOffice[] = [
  office(101, 'Bürgerbüro Mitte', { hint: 'Erdgeschoss' }),
  office(102, 'Bürgerbüro Nord', { emailRequired: true, telephone: 'none' }),
  office(103, 'Bürgerbüro Süd', { needsCaptcha: true }),
  office(104, 'Bürgerbüro West', { reservationMinutes: 1 }),
  office(201, 'Standesamt', { customText: { label: 'Name auf der Urkunde', required: true } }),
];
const SERVED: readonly (readonly [officeId: number, concernId: number])[] = [
  [101, 1001],
  [102, 1001],
  [103, 1001],
  [104, 1001],
  [101, 1004],
  [201, 2001],
];

/** The terminal's part: two days with three times each at every office. */
export const fakeAppointments = (clock: Clock) => {
  let numbers = 100_000;
  return {
    offer: () => ({
      offices: [...OFFICES],
      relations: SERVED.map(([officeId, concernId]) => ({ officeId, concernId })),
    }),
    days: () => ({ days: [1, 2].map((day) => freeDay(clock.now() + day * DAY)) }),
    reserve: ({ officeId }: { readonly officeId: number }) => {
      const minutes = OFFICES.find(({ id }) => id === officeId)?.reservationMinutes ?? 15;
      const id = ++numbers;
      return { id, key: 'ab'.repeat(32), number: String(id), until: clock.now() + minutes * MINUTE };
    },
  };
};

function freeDay(at: number): { date: string; times: number[] } {
  const date = new Date(at).toISOString().slice(0, 10);
  const eight = Date.parse(`${date}T08:00:00Z`) / 1000;
  return { date, times: [eight, eight + 1_200, eight + 2_400] };
}

export interface FakePersonAppointments extends PersonAppointments {
  /** What it has been told, in order: the call and who comes. */
  readonly told: { readonly call: string; readonly person: AppointmentPerson | null }[];
  /** A test replaces what a call answers. */
  script: Partial<PersonAppointments>;
  status: string;
}

const NOBODY: AppointmentPerson = { familyName: '', email: '', telephone: '', customText: '', customText2: '' };

/** The session's part: does what it is told, unless a test says otherwise. */
export function createFakePersonAppointments(at: number): FakePersonAppointments {
  let person = NOBODY;
  const known = (id: number, key: string): KnownAppointment => ({
    id,
    key,
    number: String(id),
    status: fake.status,
    at,
    officeId: 101,
    officeName: 'Bürgerbüro Mitte',
    officeAddress: ['Am Markt 1', '12345 Musterstadt'],
    officeHint: 'Erdgeschoss',
    concernId: 1001,
    concernName: 'Personalausweis',
    person,
  });
  const note = (call: string, who: AppointmentPerson | null = null) => fake.told.push({ call, person: who });
  const fake: FakePersonAppointments = {
    told: [],
    script: {},
    status: 'confirmed',
    async find(key) {
      note('find');
      return fake.script.find?.(key) ?? ok(known(key.id, key.key));
    },
    async update(key, who) {
      note('update', who);
      person = who;
      return fake.script.update?.(key, who) ?? ok(known(key.id, key.key));
    },
    async preconfirm(key) {
      note('preconfirm');
      return fake.script.preconfirm?.(key) ?? ok(known(key.id, key.key));
    },
    async confirm(key) {
      note('confirm');
      return fake.script.confirm?.(key) ?? ok(known(key.id, key.key));
    },
    async cancel(key) {
      note('cancel');
      return fake.script.cancel?.(key) ?? ok(null);
    },
  };
  return fake;
}
