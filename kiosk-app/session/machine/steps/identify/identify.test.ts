import { expect, test } from 'vitest';
import type { EidEvent, EidFailure } from '../../../../../device-drivers/eid/contract.ts';
import { err } from '../../../../../foundation/result.ts';
import { RIGHTS } from '../../../test-support/fake-attended.ts';
import { ERIKA } from '../../../test-support/fake-eid-service.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { sampleStart } from '../../../test-support/sample-start.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';
import { ageAt } from './eid-rules.ts';

const SERVICE = 'bewohnerparkausweis';
const phase = (h: Harness) => h.screen('identify').phase;
const ASK = {
  kind: 'enter-secret',
  secret: 'pin',
  triesLeft: 3,
  onReader: false,
  wrongBefore: false,
  formatError: false,
} as const;

async function manual(...events: EidEvent[]): Promise<Harness> {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, SERVICE);
  for (const event of events) h.attended.event(event);
  await h.settle();
  return h;
}

test('who asks for what, and why, stands on the screen before any PIN', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  expect(phase(h)).toMatchObject({
    kind: 'consent',
    provider: { name: 'Stadt Musterstadt', purpose: 'Antrag auf einen Bewohnerparkausweis' },
    required: ['GivenNames', 'FamilyName', 'Address'],
    optional: [{ right: 'DoctoralDegree', chosen: false }],
  });
  await h.do('toggle-optional-right', { right: 'DoctoralDegree' });
  expect(await h.do('toggle-optional-right', { right: 'Nationality' })).toBe('not-possible-now');
  await h.do('consent');
  expect(h.attended.heard.at(-1)).toEqual({ name: 'eid.accept', params: { optional: ['DoctoralDegree'] } });
});

test('a wrong PIN: the tries that are left, and another one', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '111111' });
  expect(phase(h)).toMatchObject({ kind: 'enter', triesLeft: 2, wrongBefore: true });
  await h.do('enter-secret', { digits: '123456' });
  expect(phase(h).kind).toBe('done');
});

test('digits for a secret that is no longer asked for are refused: another secret is another screen', async () => {
  const h = await manual(RIGHTS, ASK);
  const stale = h.snapshot().screenId;
  h.attended.event({ ...ASK, secret: 'can', triesLeft: 1 });
  await h.settle();
  expect(phase(h)).toMatchObject({ secret: 'can', digits: { min: 6, max: 6 } });
  expect(h.session.intend({ name: 'enter-secret', digits: '123456' }, stale)).toBe('wrong-screen');
  expect(h.attended.names()).not.toContain('eid.secret');
});

test('a PIN of the wrong length costs no try: it is not sent at all', async () => {
  const h = await manual(RIGHTS, ASK);
  expect(await h.do('enter-secret', { digits: '12345' })).toBe('not-possible-now');
  expect(h.attended.names()).not.toContain('eid.secret');
});

test('a PUK has ten digits', async () => {
  const h = await manual(RIGHTS, { ...ASK, secret: 'puk', triesLeft: 0 });
  expect(await h.do('enter-secret', { digits: '123456' })).toBe('not-possible-now');
  expect(await h.do('enter-secret', { digits: '1234567890' })).toBeNull();
});

test('a reader with a keypad is told to ask by itself, and digits from the screen are refused', async () => {
  const h = await manual(RIGHTS, { ...ASK, onReader: true });
  expect(h.attended.heard.at(-1)).toEqual({ name: 'eid.secret', params: { secret: 'pin', value: null } });
  expect(await h.do('enter-secret', { digits: '123456' })).toBe('not-possible-now');
});

test('a card moved while it is read: paused, put back, goes on', async () => {
  const h = await manual(RIGHTS, { kind: 'progress', percent: 40 }, { kind: 'paused', cause: 'BadCardPosition' });
  expect(phase(h)).toEqual({ kind: 'paused' });
  await h.do('continue');
  expect(h.attended.names()).toContain('eid.continue');
  expect(phase(h).kind).toBe('reading');
});

test.each<[EidFailure, boolean]>([
  ['card-removed', true],
  ['card-deactivated', false],
  ['card-blocked', false],
  ['card-expired', false],
  ['not-an-eid-card', true],
  ['pin-blocked', true],
  ['client-missing', false],
  ['client-gone', true],
  ['reader-gone', true],
  ['nobody-knows' as EidFailure, true],
])('failure %s: told, and whether another try helps', async (reason, canRetry) => {
  const h = await manual(RIGHTS, { kind: 'failed', reason, detail: '' });
  expect(phase(h)).toMatchObject({
    kind: 'failed',
    reason: reason === ('nobody-knows' as EidFailure) ? 'other' : reason,
    canRetry,
  });
  expect(await h.do('retry')).toBe(canRetry ? null : 'not-possible-now');
  expect(h.attended.names().filter((name) => name === 'eid.authenticate')).toHaveLength(canRetry ? 2 : 1);
});

test('a client that says nothing any more is given up and cancelled', async () => {
  const h = await manual(RIGHTS, { kind: 'progress', percent: 20 });
  await h.settle(59_000);
  h.attended.event({ kind: 'progress', percent: 40 });
  await h.settle(59_000);
  expect(phase(h)).toEqual({ kind: 'reading', percent: 40 });
  await h.settle(2_000);
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'timeout', canRetry: true });
  expect(h.attended.names()).toContain('eid.cancel');
});

test('a workflow that is left is cancelled, one that ended is not', async () => {
  const left = await manual(RIGHTS);
  await left.do('back');
  expect(left.screen('service-info').service.id).toBe(SERVICE);
  expect(left.attended.names()).toContain('eid.cancel');
  const failed = await manual({ kind: 'failed', reason: 'card-removed', detail: '' });
  await failed.do('back');
  expect(failed.attended.names()).not.toContain('eid.cancel');
});

test.each([
  ['unreachable', 'portal-unreachable'],
  ['unavailable', 'portal-unavailable'],
  ['refused', 'portal-refused'],
  ['untrusted', 'portal-refused'],
  ['timeout', 'timeout'],
] as const)('the eID service is %s before the card was asked for', async (reason, shown) => {
  const h = createHarness();
  h.eidService.begin = async () => err(reason);
  await begin(h, SERVICE);
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: shown });
  expect(h.attended.names()).toEqual([]);
});

test('the result cannot be fetched: nothing is believed', async () => {
  const h = createHarness();
  h.eidService.result = { status: 'failed', reason: 'sal#cancellationByUser' };
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'portal-refused' });
});

test('under 16: refused, and nothing is kept', async () => {
  const h = createHarness();
  h.eidService.result = { status: 'identified', report: '{}', identity: { ...ERIKA, dateOfBirth: '2010-01-06' } };
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'under-16', canRetry: false });
});

test('age is counted in whole years; an unknown day is taken as late as it can be', () => {
  const now = Date.UTC(2026, 0, 5, 12);
  expect(ageAt('2010-01-05', now, 'Europe/Berlin')).toBe(16);
  expect(ageAt('2010-01-06', now, 'Europe/Berlin')).toBe(15);
  expect(ageAt('2010-00-00', now, 'Europe/Berlin')).toBe(15);
  expect(ageAt('2010-01-00', now, 'Europe/Berlin')).toBe(15);
});

test('a card left on the reader: waited for, then reminded of at the end', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  await h.do('continue');
  expect(phase(h)).toEqual({ kind: 'take-card' });
  await h.settle(30_000);
  expect(h.screen('form').pageId).toBe('person');
});

test('a card taken before the greeting is over is not asked for again', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  h.attended.card(false);
  await h.settle(2_500);
  expect(h.screen('form').pageId).toBe('person');
});

test('"no PIN": explained, counted with its reason once, and led to what works without', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('no-eid', { reason: 'no-pin' });
  expect(h.screen('problem')).toMatchObject({ problem: 'no-eid', charged: 'not-applicable' });
  expect(h.attended.names()).toContain('eid.cancel');
  await h.do('catalogue');
  expect(h.screen('catalogue').services.every((service) => !service.needsEid)).toBe(true);
  expect(abandonments(h)).toEqual([{ serviceId: SERVICE, step: 'no-eid', reason: 'no-eid-no-pin' }]);
  await h.do('search', { query: 'parkausweis' });
  expect(h.screen('catalogue').services.map(({ id }) => id)).toEqual([SERVICE]);
});

test('no device host: the citizen is told that the reader is not there, and may try again', async () => {
  const h = createHarness();
  h.attended.session.close('crashed');
  await begin(h, SERVICE);
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'client-gone', canRetry: true });
});

test('an identification that was done is not asked for twice', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '123456' });
  h.attended.card(false);
  await h.settle(2_500);
  await h.do('back');
  expect(h.screen('service-info').service.id).toBe(SERVICE);
  await h.do('begin');
  expect(h.screen('form').fields.find(({ id }) => id === 'familyName')).toMatchObject({
    value: 'Mustermann',
    locked: true,
  });
});

test('the PIN is in one message to the device host, and nowhere else', async () => {
  const h = createHarness();
  h.attended.script.pin = '739182';
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('enter-secret', { digits: '739182' });
  expect(JSON.stringify(h.attended.heard).split('739182')).toHaveLength(2);
  expect(JSON.stringify(h.terminal.heard) + h.logged.join('') + JSON.stringify(h.snapshot())).not.toContain('739182');
});

test.each([
  ['card-expired', 'card-expired', false],
  ['card-revoked', 'card-blocked', false],
  ['not-completed', 'other', true],
  ['sal#somethingElse', 'other', true],
])('the client knows no more than "refused": the service says %s', async (atService, reason, canRetry) => {
  const h = await manual(RIGHTS, ASK);
  h.eidService.result = { status: 'failed', reason: atService };
  h.attended.event({ kind: 'failed', reason: 'other', detail: '' });
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'failed', reason, canRetry });
  expect(h.eidService.asked).toEqual([`https://eid.example/refresh?session=${'0'.repeat(32)}`]);
});

test('what the client knows for sure is not asked about', async () => {
  const h = await manual(RIGHTS, { kind: 'failed', reason: 'card-removed', detail: '' });
  expect(phase(h)).toMatchObject({ reason: 'card-removed' });
  expect(h.eidService.asked).toEqual([]);
});

test('the service cannot be asked why: what the client said stands', async () => {
  const h = await manual(RIGHTS);
  h.eidService.fetchResult = async () => err('unreachable');
  h.attended.event({ kind: 'failed', reason: 'portal-refused', detail: '' });
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'portal-refused' });
});

test('data that came although the client failed is not used', async () => {
  const h = await manual(RIGHTS, { kind: 'failed', reason: 'other', detail: '' });
  expect(h.eidService.asked).toHaveLength(1);
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'other' });
  expect(JSON.stringify(h.snapshot())).not.toContain('Mustermann');
});

const without = (device: 'eid' | 'scanner') => ({
  ...sampleStart().devices,
  [device]: { usable: false, reason: 'reader-gone' },
});

test.each(['before', 'after'] as const)(
  'a reader unplugged while reading is a reader that is gone, noticed %s the card',
  async (order) => {
    const h = await manual(RIGHTS, { kind: 'progress', percent: 40 });
    const devices = () => h.terminal.session.notify('devices', without('eid'));
    if (order === 'before') devices();
    await h.settle();
    h.attended.event({ kind: 'failed', reason: 'card-removed', detail: '' });
    await h.settle();
    if (order === 'after') devices();
    await h.settle();
    expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'reader-gone', canRetry: true });
  },
);

test.each(['no-card', 'no-pin', 'not-activated', 'not-wanted'] as const)(
  'the screen after "no card or no PIN?" knows which answer was given: %s',
  async (reason) => {
    const h = createHarness();
    await begin(h, SERVICE);
    await h.do('no-eid', { reason });
    expect(h.screen('problem')).toMatchObject({ problem: 'no-eid', noEid: reason });
  },
);
