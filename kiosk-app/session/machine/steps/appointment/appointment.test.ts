import { expect, test } from 'vitest';
import { Refusal } from '../../../../../foundation/errors.ts';
import { err } from '../../../../../foundation/result.ts';
import { createFakePersonAppointments } from '../../../test-support/fake-appointments.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';

const AT = Date.parse('2026-12-03T09:20:00Z') / 1000;
const UNAVAILABLE = err({ reason: 'unavailable', detail: 'timeout' } as const);

async function booking(concern = '1001', office: string | null = '101') {
  const appointments = createFakePersonAppointments(AT);
  const h = createHarness({ appointments });
  await begin(h, 'termin-buchen');
  await choose(h, 'concern', concern);
  if (office !== null) await choose(h, 'office', office);
  return { h, appointments };
}
async function choose(h: Harness, field: string, value: string) {
  await h.do('edit-field', { field, value });
  await h.do('continue');
  await h.settle();
}
const optionsOf = (h: Harness) => h.screen('form').fields[0]?.options ?? [];
async function chooseFirst(h: Harness, field: string) {
  await choose(h, field, optionsOf(h)[0]?.value ?? '');
}
async function toDetails() {
  const made = await booking();
  await chooseFirst(made.h, 'day');
  await chooseFirst(made.h, 'time');
  return made;
}
async function toCheck() {
  const made = await toDetails();
  await made.h.type({ familyName: 'Zoë Østergård' });
  await made.h.do('continue');
  return made;
}
const page = (h: Harness) => h.screen('form').pageId;
const told = (h: Harness) => JSON.stringify(h.screen('form').told);

test('concern, office, day, time, who comes, booked; the slip has number and code, and no name', async () => {
  const { h, appointments } = await toCheck();
  expect(page(h)).toBe('appointment.check');
  await h.do('continue');
  await h.settle();
  expect(page(h)).toBe('appointment.booked');
  expect(told(h)).toContain('100001');
  expect(appointments.told.map(({ call }) => call)).toEqual(['update', 'preconfirm', 'confirm']);
  expect(appointments.told[0]?.person).toMatchObject({ familyName: 'Zoë Østergård', email: '' });
  const slip = JSON.stringify(h.terminal.heard.find(({ name }) => name === 'slip.print')?.params);
  expect(slip).toContain('https://termin.example/#/appointment/');
  expect(slip).toContain('Ein neues Passfoto');
  expect(slip).not.toContain('Zoë');
  expect(h.terminal.heard.filter(({ name }) => name === 'usage').map(({ params }) => params)).toContainEqual(
    expect.objectContaining({ kind: 'finished', serviceId: 'termin-buchen' }),
  );
  await h.do('continue');
  expect(h.snapshot().screen.kind).toBe('farewell');
});

test('the terminal forgets the reservation before anybody’s name is said', async () => {
  const { h } = await toCheck();
  await h.do('continue');
  await h.settle();
  expect(h.terminal.names()).toContain('appointments.take');
  expect(JSON.stringify(h.terminal.heard)).not.toContain('Østergård');
});

test('one office that serves the concern is not asked for', async () => {
  const { h } = await booking('1004', null);
  expect(page(h)).toBe('appointment.day');
});

test('an office that wants a puzzle solved says so, with a telephone number', async () => {
  const { h } = await booking('1001', '103');
  expect(page(h)).toBe('appointment.notHere');
  expect(told(h)).toContain('0123 456-0');
  await h.do('back');
  expect(page(h)).toBe('appointment.office');
});

test('somebody else was faster: the times of now, with the reason', async () => {
  const { h } = await booking();
  await chooseFirst(h, 'day');
  h.terminal.script.appointments.reserve = () => {
    throw new Refusal('appointment-taken');
  };
  await chooseFirst(h, 'time');
  expect(page(h)).toBe('appointment.day');
  expect(h.snapshot().notice).toEqual({ reason: 'appointment-taken', field: null });
});

test('too many calls: said, and tried again', async () => {
  const { h } = await booking();
  await chooseFirst(h, 'day');
  const { reserve } = h.terminal.script.appointments;
  h.terminal.script.appointments.reserve = () => {
    throw new Refusal('appointment-busy');
  };
  await chooseFirst(h, 'time');
  expect(h.screen('problem').told?.title).toContain('sehr viele');
  h.terminal.script.appointments.reserve = reserve;
  await h.do('retry');
  await h.settle();
  expect(page(h)).toBe('appointment.day');
});

test('what the office needs and does not have yet', async () => {
  const { h } = await booking('1001', '102');
  await chooseFirst(h, 'day');
  await chooseFirst(h, 'time');
  await h.type({ familyName: 'Ada' });
  await h.do('continue');
  expect(page(h)).toBe('appointment.details');
  expect(h.snapshot().notice).toEqual({ reason: 'incomplete', field: 'email' });
});

test('the reservation runs out while somebody types: reserved once more, nothing lost', async () => {
  const { h } = await booking('1001', null);
  await choose(h, 'office', '104');
  await chooseFirst(h, 'day');
  await chooseFirst(h, 'time');
  await h.settle(30_000);
  await h.type({ familyName: 'Ada' });
  await h.settle(30_000);
  expect(h.terminal.names().filter((name) => name === 'appointments.reserve')).toHaveLength(2);
  expect(page(h)).toBe('appointment.details');
  expect(h.screen('form').fields[0]?.value).toBe('Ada');
});

test('it has lapsed at the system: back to the times, with what was typed', async () => {
  const { h, appointments } = await toCheck();
  appointments.script.preconfirm = async () => err({ reason: 'lapsed' });
  await h.do('continue');
  await h.settle();
  expect(page(h)).toBe('appointment.day');
  expect(h.snapshot().notice?.reason).toBe('appointment-lapsed');
  await chooseFirst(h, 'day');
  await chooseFirst(h, 'time');
  expect(h.screen('form').fields[0]?.value).toBe('Zoë Østergård');
});

test('no answer to the confirmation: looked up before anything is said, and booked', async () => {
  const { h, appointments } = await toCheck();
  appointments.script.confirm = async () => UNAVAILABLE;
  appointments.status = 'confirmed';
  await h.do('continue');
  await h.settle();
  expect(appointments.told.map(({ call }) => call)).toEqual(['update', 'preconfirm', 'confirm', 'find']);
  expect(page(h)).toBe('appointment.booked');
});

test('no answer, and it was not done: confirmed once more', async () => {
  const { h, appointments } = await toCheck();
  let calls = 0;
  const { confirm } = createFakePersonAppointments(AT);
  appointments.script.confirm = async (key) => (++calls === 1 ? UNAVAILABLE : confirm(key));
  appointments.status = 'preconfirmed';
  await h.do('continue');
  await h.settle();
  expect(appointments.told.map(({ call }) => call)).toEqual(['update', 'preconfirm', 'confirm', 'find', 'confirm']);
  expect(page(h)).toBe('appointment.booked');
});

test('nobody can say whether it is booked: said so, nothing is cancelled', async () => {
  const { h, appointments } = await toCheck();
  appointments.script.confirm = async () => UNAVAILABLE;
  appointments.script.find = async () => UNAVAILABLE;
  await h.do('continue');
  await h.settle();
  expect(h.screen('problem')).toMatchObject({ number: '100001', options: ['retry', 'finish'] });
  await h.do('finish');
  await h.settle();
  expect(appointments.told.map(({ call }) => call)).not.toContain('cancel');
  expect(abandonments(h)).toEqual([{ serviceId: 'termin-buchen', step: 'appointment', reason: 'appointment-unclear' }]);
});

test('an e-mail address with too many appointments: said at the field', async () => {
  const { h, appointments } = await toCheck();
  appointments.script.preconfirm = async () => err({ reason: 'too-many' });
  await h.do('continue');
  await h.settle();
  expect(page(h)).toBe('appointment.details');
  expect(h.snapshot().notice).toEqual({ reason: 'appointment-too-many', field: 'email' });
});

test('whoever leaves after that gives it back themselves: the terminal does not know the key any more', async () => {
  const { h, appointments } = await toCheck();
  appointments.script.preconfirm = async () => err({ reason: 'too-many' });
  await h.do('continue');
  await h.settle();
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  await h.settle();
  expect(appointments.told.map(({ call }) => call).at(-1)).toBe('cancel');
});

test('back from the details: the time is given back', async () => {
  const { h } = await toDetails();
  await h.do('back');
  expect(page(h)).toBe('appointment.time');
  expect(h.terminal.names()).toContain('appointments.release');
});

async function found() {
  const appointments = createFakePersonAppointments(AT);
  const h = createHarness({ appointments });
  await begin(h, 'termin-verwalten');
  await h.type({ number: '100822', key: '8ccf' });
  await h.do('continue');
  await h.settle();
  return { h, appointments };
}

test('found by number and key, cancelled after being asked', async () => {
  const { h, appointments } = await found();
  expect(told(h)).toContain('Bürgerbüro Mitte');
  await choose(h, 'choice', 'cancel');
  expect(page(h)).toBe('appointment.sure');
  await h.do('continue');
  await h.settle();
  expect(page(h)).toBe('appointment.cancelled');
  expect(appointments.told.map(({ call }) => call)).toEqual(['find', 'cancel']);
});

test('found by the code of the slip', async () => {
  const h = createHarness({ appointments: createFakePersonAppointments(AT) });
  await begin(h, 'termin-verwalten');
  h.attended.code('https://termin.example/#/appointment/eyJpZCI6MTAwODIyLCJhdXRoS2V5IjoiOGNjZiJ9');
  await h.settle();
  expect(page(h)).toBe('appointment.found');
});

test('a code that belongs to no appointment', async () => {
  const h = createHarness({ appointments: createFakePersonAppointments(AT) });
  await begin(h, 'termin-verwalten');
  h.attended.code('https://example.org/');
  await h.settle();
  expect(h.snapshot().notice?.reason).toBe('code-no-appointment');
});

test('no such appointment: said, and what was typed stays', async () => {
  const appointments = createFakePersonAppointments(AT);
  appointments.script.find = async () => err({ reason: 'unknown' });
  const h = createHarness({ appointments });
  await begin(h, 'termin-verwalten');
  await h.type({ number: '100822', key: '8ccf' });
  await h.do('continue');
  await h.settle();
  expect(h.snapshot().notice?.reason).toBe('appointment-unknown');
  expect(h.screen('form').fields[0]?.value).toBe('100822');
});

test('moved: the new one is booked before the old one is cancelled', async () => {
  const { h, appointments } = await found();
  await choose(h, 'choice', 'move');
  await h.settle();
  expect(page(h)).toBe('appointment.day');
  await chooseFirst(h, 'day');
  await chooseFirst(h, 'time');
  await h.type({ familyName: 'Ada' });
  await h.do('continue');
  await h.do('continue');
  await h.settle();
  expect(page(h)).toBe('appointment.booked');
  expect(appointments.told.map(({ call }) => call)).toEqual(['find', 'update', 'preconfirm', 'confirm', 'cancel']);
});

test('the old one could not be cancelled: said that it still holds', async () => {
  const { h, appointments } = await found();
  appointments.script.cancel = async () => UNAVAILABLE;
  await choose(h, 'choice', 'move');
  await h.settle();
  await chooseFirst(h, 'day');
  await chooseFirst(h, 'time');
  await h.type({ familyName: 'Ada' });
  await h.do('continue');
  await h.do('continue');
  await h.settle();
  expect(told(h)).toContain('gilt noch');
});

test('whoever has no eID books the appointment for it, and the reason is counted', async () => {
  const h = createHarness({ appointments: createFakePersonAppointments(AT) });
  await begin(h, 'meldebescheinigung');
  await h.do('no-eid', { reason: 'not-activated' });
  expect(h.screen('problem').options).toContain('book-appointment');
  await h.do('book-appointment');
  await h.settle();
  expect(page(h)).toBe('appointment.day');
  expect(abandonments(h)).toEqual([
    { serviceId: 'meldebescheinigung', step: 'no-eid', reason: 'no-eid-not-activated' },
  ]);
});
