import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createLog } from '../../foundation/log.ts';
import { type AppointmentSystem, startAppointmentSystem } from '../../simulators/appointments/index.ts';
import { type AppointmentTimes, createAppointmentsClient, type PersonAppointments } from './client.ts';
import type { AppointmentPerson, FreeDay, KnownAppointment } from './contract.ts';
import { delays } from './delays.ts';

const OFFICE = 101;
const PASSPORT = 1002;
const PERSON: AppointmentPerson = {
  familyName: 'Østergård',
  email: 'ada@example.org',
  telephone: '01701234567',
  customText: '',
  customText2: '',
};

const clock = new SimulatedClock();
let system: AppointmentSystem;
let client: AppointmentTimes & PersonAppointments;
let lines: string[] = [];

beforeAll(async () => {
  system = await startAppointmentSystem({ port: 0, clock });
  client = createAppointmentsClient({
    url: system.url,
    timeZone: 'Europe/Berlin',
    clock,
    log: createLog((line) => lines.push(line), clock),
  });
});
afterAll(() => system.stop());
beforeEach(() => {
  system.reset();
  lines = [];
});

async function firstDay(): Promise<FreeDay> {
  const days = await client.freeDays(OFFICE, PASSPORT);
  const day = days.ok ? days.value[0] : undefined;
  if (!day) throw new TypeError('no free day');
  return day;
}
async function reserved(): Promise<KnownAppointment> {
  const { times } = await firstDay();
  const answer = await client.reserve(OFFICE, PASSPORT, times[0] ?? 0);
  if (!answer.ok) throw new TypeError(answer.error.reason);
  return answer.value;
}
const reasonOf = async (answer: Promise<{ ok: boolean; error?: { reason: string } }>) => (await answer).error?.reason;

test('offices with what they ask for, and which concern is served where', async () => {
  const offer = await client.offer();
  if (!offer.ok) throw new TypeError(offer.error.reason);
  expect(offer.value.offices.find(({ id }) => id === 201)).toEqual({
    id: 201,
    name: 'Standesamt',
    address: ['Rathausplatz 2', '12345 Musterstadt'],
    hint: 'Zimmer 12',
    needsCaptcha: false,
    emailRequired: true,
    telephone: 'required',
    customText: { label: 'Name auf der Urkunde', required: true },
    customText2: null,
    reservationMinutes: 15,
  });
  expect(offer.value.offices.find(({ id }) => id === 103)?.needsCaptcha).toBe(true);
  expect(offer.value.relations).toContainEqual({ officeId: 101, concernId: PASSPORT });
});

test('reserved, told who comes, preconfirmed, confirmed; the system has what was said', async () => {
  const slot = await reserved();
  expect(slot).toMatchObject({ status: 'reserved', officeName: 'Bürgerbüro Mitte', concernName: 'Reisepass' });
  expect(await client.update(slot, PERSON)).toMatchObject({ ok: true, value: { person: PERSON } });
  expect(await client.preconfirm(slot)).toMatchObject({ ok: true, value: { status: 'preconfirmed' } });
  expect(await client.confirm(slot)).toMatchObject({ ok: true, value: { status: 'confirmed' } });
  expect(system.entries()).toMatchObject([
    { id: slot.id, at: slot.at, status: 'confirmed', familyName: 'Østergård', telephone: '01701234567' },
  ]);
});

test('a time that somebody else has taken meanwhile', async () => {
  const { times } = await firstDay();
  system.take(OFFICE, times[0] ?? 0);
  expect(await reasonOf(client.reserve(OFFICE, PASSPORT, times[0] ?? 0))).toBe('taken');
  expect((await firstDay()).times).not.toContain(times[0]);
});

test('a reservation that has run out', async () => {
  const slot = await reserved();
  system.expire();
  expect(await reasonOf(client.update(slot, PERSON))).toBe('unknown');
});

test('confirmed twice: the second time it is no reservation any more', async () => {
  const slot = await reserved();
  await client.update(slot, PERSON);
  await client.confirm(slot);
  expect(await reasonOf(client.preconfirm(slot))).toBe('lapsed');
});

test('a key that does not fit opens nothing', async () => {
  const slot = await reserved();
  expect(await reasonOf(client.find({ id: slot.id, key: 'abcd' }))).toBe('unknown');
});

test('which value the office does not take', async () => {
  const slot = await reserved();
  expect(await client.update(slot, { ...PERSON, telephone: '12' })).toEqual({
    ok: false,
    error: { reason: 'wrong-value', field: 'telephone' },
  });
});

test('an office that wants a puzzle solved', async () => {
  expect(await reasonOf(client.freeDays(103, PASSPORT))).toBe('captcha');
});

test('too many appointments with one e-mail address', async () => {
  for (let i = 0; i < 3; i++) {
    const slot = await reserved();
    await client.update(slot, PERSON);
    await client.confirm(slot);
  }
  const slot = await reserved();
  await client.update(slot, PERSON);
  expect(await reasonOf(client.preconfirm(slot))).toBe('too-many');
});

test('a cancelled appointment is free again, and nobody finds it', async () => {
  const slot = await reserved();
  expect(await client.cancel(slot)).toEqual({ ok: true, value: null });
  expect(await reasonOf(client.find(slot))).toBe('unknown');
  expect((await firstDay()).times).toContain(slot.at);
});

test('too many calls: an act is repeated after growing waits, and done once', async () => {
  const slot = await reserved();
  system.setLimit(0);
  const pending = client.cancel(slot);
  await expect.poll(() => clock.waiting).toBeGreaterThan(0);
  system.setLimit(60);
  await clock.advance(delays.busy[0]);
  expect(await pending).toEqual({ ok: true, value: null });
});

test('too many calls: a calendar is not asked for again, whoever keeps one decides', async () => {
  system.setLimit(0);
  expect(await reasonOf(client.freeDays(OFFICE, PASSPORT))).toBe('busy');
  expect(system.calls()).toEqual(['available-calendar']);
});

test('the system breaks down in the middle of an act: nobody knows, and it is not repeated', async () => {
  const slot = await reserved();
  await client.update(slot, PERSON);
  system.setTrouble('confirm-appointment', { kind: 'broken-after' });
  expect(await reasonOf(client.confirm(slot))).toBe('unavailable');
  expect(await client.find(slot)).toMatchObject({ ok: true, value: { status: 'confirmed' } });
});

test('it is up if it answers', async () => {
  expect(await client.isUp()).toBe(true);
  system.setDown(true);
  expect(await client.isUp()).toBe(false);
});

test('neither number nor key nor name stands in the log', async () => {
  const slot = await reserved();
  system.expire();
  await client.update(slot, PERSON);
  await client.find(slot);
  expect(lines.length).toBeGreaterThan(0);
  for (const secret of [String(slot.id), slot.key, 'Østergård']) expect(lines.join()).not.toContain(secret);
});
