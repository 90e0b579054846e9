import { expect, test } from 'vitest';
import { createFakePersonAppointments } from '../../../test-support/fake-appointments.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';

const SERVICE = 'fuehrungszeugnis';
const TOKEN = 'https://localhost:7117/token?s=1';
const usage = (h: Harness, kind: string) =>
  h.terminal.heard.filter(({ name, params }) => name === 'usage' && (params as { kind: string }).kind === kind);
const open = async (): Promise<Harness> => {
  const h = createHarness({ appointments: createFakePersonAppointments(2_000_000_000) });
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: SERVICE });
  return h;
};

test('whoever has no eID says so on the page of the service, and gets an appointment for it', async () => {
  const h = await open();
  expect(h.screen('service-info')).toMatchObject({
    canSayNoEid: true,
    service: { needsEid: true, fee: { kind: 'fixed', cents: 1300 } },
  });
  await h.do('no-eid', { reason: 'not-activated' });
  const screen = h.screen('problem');
  expect(screen).toMatchObject({ problem: 'no-eid', noEid: 'not-activated' });
  expect(screen.options).toContain('book-appointment');
  await h.do('book-appointment');
  await h.settle();
  expect(h.screen('form').pageId).toMatch(/^appointment\./);
  expect(abandonments(h)).toEqual([{ serviceId: SERVICE, step: 'no-eid', reason: 'no-eid-not-activated' }]);
  expect(usage(h, 'begun').length).toBe(2);
  expect(h.portalView.acts).toEqual([]);
});

test('back from there leads to the page of the service', async () => {
  const h = await open();
  await h.do('no-eid', { reason: 'no-card' });
  await h.do('back');
  expect(h.screen('service-info').service.id).toBe(SERVICE);
});

test('whoever finds out at the site is led to the appointment too, and the site is closed', async () => {
  const h = createHarness({ appointments: createFakePersonAppointments(2_000_000_000) });
  await begin(h, SERVICE);
  h.portalView.tell({ kind: 'loading', on: false });
  await h.settle();
  h.portalView.tell({ kind: 'eid', tcTokenUrl: TOKEN });
  await h.settle();
  await h.do('no-eid', { reason: 'no-pin' });
  await h.settle();
  expect(h.screen('problem')).toMatchObject({ problem: 'no-eid', noEid: 'no-pin' });
  expect(h.portalView.acts.at(-1)).toBe('close');
  await h.do('book-appointment');
  await h.settle();
  expect(h.screen('form').pageId).toMatch(/^appointment\./);
});

test('a web site that asks for no eID offers none of this', async () => {
  const h = createHarness();
  await h.do('start');
  await h.do('continue');
  await h.do('choose-service', { service: 'volkshochschule' });
  expect(h.screen('service-info').canSayNoEid).toBeUndefined();
  expect(await h.do('no-eid', { reason: 'no-card' })).toBe('not-possible-now');
});
