import { expect, test } from 'vitest';
import type { EidEvent } from '../../../../../device-drivers/eid/contract.ts';
import { createHarness, type Harness } from '../../../test-support/harness.ts';
import { sampleStart } from '../../../test-support/sample-start.ts';
import { abandonments, begin } from '../../../test-support/walks.ts';
import { isWeakPin } from './eid-rules.ts';

const phase = (h: Harness) => h.screen('pin-change').phase;
const secrets = (h: Harness) =>
  h.attended.heard.filter(({ name }) => name === 'eid.secret').map(({ params }) => params);
const ASK = {
  kind: 'enter-secret',
  secret: 'pin',
  triesLeft: 3,
  onReader: false,
  wrongBefore: false,
  formatError: false,
} as const;
const NEW = { ...ASK, secret: 'new-pin' } as const;

async function manual(pin: 'transport-pin' | 'pin', ...events: EidEvent[]): Promise<Harness> {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, 'pin-setzen');
  await h.do('choose-old-pin', { pin });
  for (const event of events) h.attended.event(event);
  await h.settle();
  return h;
}

async function toNewPin(): Promise<Harness> {
  const h = await manual('transport-pin', ASK);
  await h.do('enter-secret', { digits: '54321' });
  h.attended.event(NEW);
  await h.settle();
  return h;
}

test('letter, card, transport PIN, new PIN twice, card back, farewell: nothing is sealed, sent or paid', async () => {
  const h = createHarness();
  h.attended.script.transportPin = '54321';
  await begin(h, 'pin-setzen');
  expect(phase(h)).toEqual({ kind: 'choose' });
  await h.do('choose-old-pin', { pin: 'transport-pin' });
  expect(phase(h)).toMatchObject({ kind: 'enter', secret: 'transport-pin', digits: { min: 5, max: 5 } });
  await h.do('enter-secret', { digits: '54321' });
  expect(phase(h)).toMatchObject({ kind: 'enter', secret: 'new-pin', digits: { min: 6, max: 6 } });
  expect(h.snapshot().journey?.steps.map(({ state }) => state)).toEqual(['done', 'current']);
  await h.do('enter-secret', { digits: '271828' });
  expect(phase(h)).toMatchObject({ kind: 'enter', secret: 'new-pin-again', weak: false });
  await h.do('enter-secret', { digits: '271828' });
  expect(phase(h)).toEqual({ kind: 'changed', waiting: null });
  expect(h.snapshot().can).toMatchObject({ back: false, cancel: false });
  await h.do('continue');
  expect(phase(h)).toEqual({ kind: 'take-card' });
  h.attended.card(false);
  await h.settle();
  expect(h.screen('farewell')).toMatchObject({ takeCard: false, takeReceipt: false });
  expect(secrets(h)).toEqual([
    { secret: 'transport-pin', value: '54321' },
    { secret: 'new-pin', value: '271828' },
  ]);
  expect(h.terminal.names().filter((name) => /^(portal|submission|payment|receipt)\./.test(name))).toEqual([]);
  await h.do('finish');
  expect(abandonments(h)).toEqual([]);
});

test('two new PINs that differ: said, and neither reaches the card', async () => {
  const h = await toNewPin();
  await h.do('enter-secret', { digits: '271828' });
  await h.do('enter-secret', { digits: '271829' });
  expect(phase(h)).toMatchObject({ kind: 'enter', secret: 'new-pin', wrongBefore: true });
  expect(secrets(h)).toHaveLength(1);
  await h.do('enter-secret', { digits: '314159' });
  await h.do('enter-secret', { digits: '314159' });
  expect(phase(h)).toEqual({ kind: 'working', step: 'saving' });
  expect(secrets(h).at(-1)).toEqual({ secret: 'new-pin', value: '314159' });
});

test('the new PIN is on no snapshot and in no log', async () => {
  const h = await toNewPin();
  const seen: string[] = [];
  h.session.onSnapshot((snapshot) => seen.push(JSON.stringify(snapshot)));
  await h.do('enter-secret', { digits: '271828' });
  await h.do('enter-secret', { digits: '271828' });
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.join('') + h.logged.join('')).not.toContain('271828');
});

test('an easy PIN is warned of, not refused; "back" chooses another', async () => {
  const h = await toNewPin();
  await h.do('enter-secret', { digits: '123456' });
  expect(phase(h)).toMatchObject({ secret: 'new-pin-again', weak: true });
  await h.do('back');
  expect(phase(h)).toMatchObject({ secret: 'new-pin', weak: false, wrongBefore: false });
  expect(h.attended.names()).not.toContain('eid.cancel');
});

test.each([
  ['111111', true],
  ['123456', true],
  ['987654', true],
  ['121212', false],
  ['135790', false],
])('%s is easily guessed: %s', (digits, weak) => expect(isWeakPin(digits)).toBe(weak));

test('"changed" that comes before our own new PIN was sent is not believed (eid.md, trap 1)', async () => {
  const h = await manual('pin', ASK, { kind: 'pin-changed' });
  expect(phase(h)).toEqual({ kind: 'failed', reason: 'other', canRetry: true, pin: 'unchanged' });
  const asked = await toNewPin();
  await asked.do('enter-secret', { digits: '271828' });
  asked.attended.event({ kind: 'pin-changed' });
  await asked.settle();
  expect(phase(asked)).toMatchObject({ kind: 'failed', reason: 'other' });
});

test('a card lost while it writes: which PIN counts is called unclear, and the way back begins with the choice', async () => {
  const h = await toNewPin();
  await h.do('enter-secret', { digits: '271828' });
  await h.do('enter-secret', { digits: '271828' });
  expect(h.snapshot().can).toMatchObject({ back: false, cancel: false });
  h.attended.event({ kind: 'failed', reason: 'card-removed', detail: '' });
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'failed', reason: 'card-removed', canRetry: true, pin: 'unclear' });
  await h.do('retry');
  expect(phase(h)).toEqual({ kind: 'choose' });
});

test('wrong old PIN: tries left; at the last one the access number, at none the PUK', async () => {
  const h = await manual('pin', ASK);
  await h.do('enter-secret', { digits: '000000' });
  h.attended.event({ ...ASK, triesLeft: 2, wrongBefore: true });
  await h.settle();
  expect(phase(h)).toMatchObject({ secret: 'pin', triesLeft: 2, wrongBefore: true, canSwitch: true });
  await h.do('enter-secret', { digits: '000000' });
  h.attended.event({ ...ASK, secret: 'can', triesLeft: 1, wrongBefore: true });
  await h.settle();
  expect(phase(h)).toMatchObject({ secret: 'can', triesLeft: 1, canSwitch: false });
  await h.do('enter-secret', { digits: '500540' });
  h.attended.event({ ...ASK, secret: 'puk', triesLeft: 0, wrongBefore: true });
  await h.settle();
  expect(phase(h)).toMatchObject({ secret: 'puk', digits: { min: 10, max: 10 } });
});

test('letter chosen, but the card has an own PIN: switched without losing a try', async () => {
  const h = await manual('transport-pin', ASK);
  expect(await h.do('enter-secret', { digits: '271828' })).toBe('not-possible-now');
  await h.do('choose-old-pin', { pin: 'pin' });
  expect(phase(h)).toMatchObject({ secret: 'pin', digits: { min: 6, max: 6 } });
  await h.do('enter-secret', { digits: '271828' });
  expect(secrets(h)).toEqual([{ secret: 'pin', value: '271828' }]);
});

test('neither letter nor PIN: a way on without, and counted with its reason', async () => {
  const h = createHarness();
  await begin(h, 'pin-setzen');
  await h.do('choose-old-pin', { pin: 'none' });
  expect(phase(h)).toEqual({ kind: 'lost' });
  expect(h.attended.names()).not.toContain('eid.change-pin');
  await h.do('catalogue');
  expect(h.screen('catalogue').services.every(({ needsEid }) => !needsEid)).toBe(true);
  expect(abandonments(h)).toEqual([{ serviceId: 'pin-setzen', step: 'pin-change', reason: 'pin-and-letter-lost' }]);
});

test('a failure that nothing here can mend ends with its reason counted', async () => {
  const h = await manual('pin', { kind: 'failed', reason: 'card-deactivated', detail: '' });
  expect(await h.do('retry')).toBe('not-possible-now');
  await h.do('finish');
  expect(abandonments(h)).toEqual([{ serviceId: 'pin-setzen', step: 'pin-change', reason: 'pin-card-deactivated' }]);
});

test('a reader with keys: the new PIN is typed there, and believed because it was asked for', async () => {
  const h = await manual('pin', { ...ASK, onReader: true }, { ...NEW, onReader: true });
  expect(secrets(h)).toEqual([
    { secret: 'pin', value: null },
    { secret: 'new-pin', value: null },
  ]);
  h.attended.event({ kind: 'pin-changed' });
  await h.settle();
  expect(phase(h).kind).toBe('changed');
});

test('left before the end, the workflow is cancelled; a silent client is given up', async () => {
  const h = await manual('pin', ASK);
  await h.do('back');
  expect(h.attended.names()).toContain('eid.cancel');
  await h.do('choose-old-pin', { pin: 'pin' });
  await h.settle(61_000);
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'timeout', pin: 'unchanged' });
});

test('without a reader the service is not offered to begin, and a portal that is down does not matter', async () => {
  const h = createHarness();
  h.terminal.session.notify('portals', { bewohnerparkausweis: 'down', 'bescheid-bezahlen': 'down' });
  await h.do('start');
  await h.do('continue');
  const card = () => h.screen('catalogue').services.find(({ id }) => id === 'pin-setzen');
  expect(card()).toMatchObject({ needsEid: false, needsCard: true, unavailable: null, fee: { kind: 'none' } });
  expect(h.screen('catalogue').services[0]?.id).toBe('pin-setzen');
  h.terminal.session.notify('devices', {
    payment: null,
    eid: { usable: false, reason: 'gone' },
    'receipt-printer': null,
    scanner: null,
    'code-reader': null,
  });
  await h.settle();
  // What cannot be begun stands last, beyond the first page.
  await h.do('choose-letter', { letter: null });
  expect(card()?.unavailable).toBe('eid-device');
});

test('no PIN for the parking permit: set one here, then go on with the permit', async () => {
  const h = createHarness();
  h.attended.script.transportPin = '54321';
  await begin(h, 'bewohnerparkausweis');
  await h.do('no-eid', { reason: 'not-activated' });
  expect(h.screen('problem').options[0]).toBe('set-pin');
  await h.do('set-pin');
  expect(h.screen('service-info').service.id).toBe('pin-setzen');
  expect(abandonments(h)).toEqual([
    { serviceId: 'bewohnerparkausweis', step: 'no-eid', reason: 'no-eid-not-activated' },
  ]);
  await h.do('begin');
  await h.do('choose-old-pin', { pin: 'transport-pin' });
  await h.do('enter-secret', { digits: '54321' });
  await h.do('enter-secret', { digits: '271828' });
  await h.do('enter-secret', { digits: '271828' });
  expect(phase(h)).toEqual({ kind: 'changed', waiting: 'Bewohnerparkausweis' });
  await h.do('catalogue');
  expect(h.screen('service-info').service.id).toBe('bewohnerparkausweis');
  await h.do('begin');
  expect(h.screen('identify').phase.kind).toBe('consent');
});

test.each([
  ['no-card', false],
  ['not-wanted', false],
  ['no-pin', true],
] as const)('"%s": setting a PIN offered %s', async (reason, offered) => {
  const h = createHarness();
  await begin(h, 'bewohnerparkausweis');
  await h.do('no-eid', { reason });
  expect(h.screen('problem').options.includes('set-pin')).toBe(offered);
  expect(await h.do('set-pin')).toBe(offered ? null : 'not-possible-now');
});

test.each([
  ['pin-blocked', true],
  ['card-expired', false],
  ['portal-unreachable', false],
] as const)('identification failed with %s: setting a PIN offered %s', async (reason, offered) => {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, 'bewohnerparkausweis');
  h.attended.event({ kind: 'failed', reason, detail: '' });
  await h.settle();
  expect(h.screen('identify').phase).toMatchObject({ kind: 'failed', canSetPin: offered });
  expect(await h.do('set-pin')).toBe(offered ? null : 'not-possible-now');
  if (!offered) return;
  expect(h.screen('service-info').service.id).toBe('pin-setzen');
  expect(abandonments(h)).toEqual([{ serviceId: 'bewohnerparkausweis', step: 'identify', reason: `eid-${reason}` }]);
});

test('a reader unplugged meanwhile is a reader that is gone, not a card that was taken', async () => {
  const h = await manual('transport-pin', ASK, { kind: 'failed', reason: 'card-removed', detail: '' });
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'card-removed' });
  const devices = { ...sampleStart().devices, eid: { usable: false, reason: 'reader-gone' } };
  h.terminal.session.notify('devices', devices);
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'reader-gone', pin: 'unchanged' });
});
