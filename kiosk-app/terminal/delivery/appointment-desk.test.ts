import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createAppointmentsClient } from '../../../portals/appointments/client.ts';
import { delays } from '../../../portals/appointments/delays.ts';
import { type AppointmentSystem, startAppointmentSystem } from '../../../simulators/appointments/index.ts';
import { type AppointmentDesk, createAppointmentDesk } from './appointment-desk.ts';

const OFFICE = 101;
const PASSPORT = 1002;
const clock = new SimulatedClock();
let system: AppointmentSystem;
let desk: AppointmentDesk;

beforeAll(async () => {
  system = await startAppointmentSystem({ port: 0, clock });
});
afterAll(() => system.stop());
beforeEach(() => {
  system.reset();
  const shared = { clock, log: silentLog };
  desk = createAppointmentDesk({
    client: createAppointmentsClient({ url: system.url, timeZone: 'Europe/Berlin', ...shared }),
    ...shared,
  });
});

const firstTime = async () => (await desk.days(OFFICE, PASSPORT))[0]?.times[0] ?? 0;
const reserve = async (session: string) => desk.of(session).reserve(OFFICE, PASSPORT, await firstTime());
const statuses = () => system.entries().map(({ status }) => status);

test('offices and calendars are asked for once, however often people look', async () => {
  for (let look = 0; look < 5; look++) {
    await desk.offer();
    await desk.days(OFFICE, PASSPORT);
  }
  expect(system.calls()).toEqual(['offices-and-services', 'available-calendar']);
});

test('too many calls: the calendar of before is shown', async () => {
  const days = await desk.days(OFFICE, PASSPORT);
  system.setLimit(0);
  await clock.advance(delays.calendarFresh);
  expect(await desk.days(OFFICE, PASSPORT)).toEqual(days);
});

test('the system is down: no calendar of before is shown as if it held', async () => {
  await desk.days(OFFICE, PASSPORT);
  system.setDown(true);
  await clock.advance(delays.calendarFresh);
  await expect(desk.days(OFFICE, PASSPORT)).rejects.toThrow('appointment-unavailable');
});

test('a session that ends without having taken its reservation over: given back', async () => {
  await reserve('a');
  expect(statuses()).toEqual(['reserved']);
  desk.gone('a');
  await expect.poll(statuses).toEqual(['deleted']);
});

test('one that was taken over is never given back by the terminal', async () => {
  const { id } = await reserve('a');
  desk.of('a').take(id);
  desk.gone('a');
  // What is given back afterwards shows that nothing was under way.
  await reserve('b');
  desk.gone('b');
  await expect.poll(statuses).toEqual(['reserved', 'deleted']);
});

test('somebody else’s session ends: the reservation stays', async () => {
  await reserve('a');
  await reserve('b');
  desk.gone('b');
  await expect.poll(statuses).toEqual(['reserved', 'deleted']);
});

test('the system is down when the session ends: tried again until it is given back', async () => {
  await reserve('a');
  system.setDown(true);
  desk.gone('a');
  await expect.poll(() => clock.waiting).toBeGreaterThan(0);
  system.setDown(false);
  await clock.advance(delays.releaseFirst);
  await expect.poll(statuses).toEqual(['deleted']);
});

test('the session ends while its reservation is under way: given back as well', async () => {
  const at = await firstTime();
  const pending = desk.of('a').reserve(OFFICE, PASSPORT, at);
  desk.gone('a');
  await pending;
  await expect.poll(statuses).toEqual(['deleted']);
});

test('a reserved time is not shown as free again', async () => {
  const at = await firstTime();
  await desk.of('a').reserve(OFFICE, PASSPORT, at);
  expect(await firstTime()).not.toBe(at);
});

test('whether it is up is not asked while it has just answered', async () => {
  await desk.offer();
  expect(await desk.isUp()).toBe(true);
  expect(system.calls()).toEqual(['offices-and-services']);
});
