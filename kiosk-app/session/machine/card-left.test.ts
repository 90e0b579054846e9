import { expect, test } from 'vitest';
import { createHarness, type Harness } from '../test-support/harness.ts';
import { sampleStart } from '../test-support/sample-start.ts';
import { begin, identify } from '../test-support/walks.ts';

const SERVICE = 'bewohnerparkausweis';
const phase = (h: Harness) => h.screen('identify').phase;
const told = (h: Harness) =>
  h.terminal.heard.filter(({ name }) => name === 'card-left').map(({ params }) => (params as { left: boolean }).left);
const asked = (h: Harness) => h.attended.names().filter((name) => name === 'eid.authenticate').length;

async function left(wasThere: boolean): Promise<Harness> {
  const h = createHarness();
  h.attended.script.isManual = true;
  h.attended.session.notify('eid.card', { present: true, wasThere });
  await h.settle();
  return h;
}

test('a card that lies there before anybody has begun stands on the start screen, and the hub hears of it', async () => {
  const h = await left(true);
  expect(h.snapshot()).toMatchObject({ screen: { kind: 'attract' }, cardLeft: true });
  expect(told(h)).toEqual([true]);
  h.attended.card(false);
  await h.settle();
  expect(h.snapshot().cardLeft).toBe(false);
  expect(told(h)).toEqual([true, false]);
});

test.each([true, false])(
  'no identification begins with a card that lay there before (found there: %s)',
  async (was) => {
    const h = await left(was);
    await begin(h, SERVICE);
    expect(phase(h)).toEqual({ kind: 'card-left' });
    expect(asked(h)).toBe(0);
    h.attended.card(false);
    await h.settle();
    expect(asked(h)).toBe(1);
    h.attended.card(true);
    await h.settle();
    expect(h.snapshot().cardLeft).toBe(false);
    expect(phase(h).kind).not.toBe('card-left');
  },
);

test('a card found there only after the identification began stops it', async () => {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, SERVICE);
  h.attended.session.notify('eid.card', { present: true, wasThere: true });
  await h.settle();
  expect(phase(h)).toEqual({ kind: 'card-left' });
  expect(h.attended.names()).toContain('eid.cancel');
});

test('no PIN is set on a card that lay there before', async () => {
  const h = await left(true);
  await begin(h, 'pin-setzen');
  await h.do('choose-old-pin', { pin: 'transport-pin' });
  expect(h.screen('pin-change').phase).toEqual({ kind: 'card-left' });
  expect(h.attended.names()).not.toContain('eid.change-pin');
});

test('who finds the cover of somebody else is not told to take that card as their own', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('cover');
  const shown: string[] = [];
  h.session.onSnapshot(({ screen }) => shown.push(screen.kind));
  expect(await h.do('someone-else')).toBeNull();
  expect(h.screen('wiping').kind).toBe('wiping');
  expect(shown).not.toContain('farewell');
});

test('whoever gives up with the card on the reader is reminded before the end', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  expect(h.screen('farewell')).toMatchObject({ takeCard: true });
  h.attended.card(false);
  await h.settle();
  expect(h.screen('farewell').takeCard).toBe(false);
  await h.do('finish');
  expect(await h.session.ended).toBe('cancelled');
});

test('a visit that times out with the card on the reader reminds before the end', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  await h.settle(60_000 + 30_000 + 31_000);
  expect(h.screen('farewell')).toMatchObject({ takeCard: true });
  await h.settle(15_000);
  expect(await h.session.ended).toBe('idle');
});

test('the terminal that ends a visit waits for no card', async () => {
  const h = createHarness();
  await begin(h, SERVICE);
  await h.do('consent');
  h.session.end('failed', true);
  await h.settle();
  expect(await h.session.ended).toBe('failed');
});

test('after PIN setzen the card on the reader is among the things to take', async () => {
  const h = createHarness({ start: sampleStart() });
  h.attended.script.transportPin = '54321';
  await begin(h, 'pin-setzen');
  await h.do('choose-old-pin', { pin: 'transport-pin' });
  await h.do('enter-secret', { digits: '54321' });
  await h.do('enter-secret', { digits: '271828' });
  await h.do('enter-secret', { digits: '271828' });
  await h.do('continue');
  await h.settle(30_000);
  expect(h.screen('farewell')).toMatchObject({ takeCard: true });
});

test('a card of somebody else is not counted among the things to take', async () => {
  const h = await left(true);
  await begin(h, 'hundesteuer-anmelden');
  await h.do('cancel');
  await h.do('confirm-cancel', { sure: true });
  expect(await h.session.ended).toBe('cancelled');
});

test('laying the card again after it was taken too early is the next try', async () => {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, SERVICE);
  h.attended.event({ kind: 'failed', reason: 'card-removed', detail: '' });
  await h.settle();
  expect(phase(h)).toMatchObject({ kind: 'failed', reason: 'card-removed' });
  h.attended.card(true);
  await h.settle();
  expect(asked(h)).toBe(2);
});

test('another card laid after the wrong one is the next try', async () => {
  const h = createHarness();
  h.attended.script.isManual = true;
  await begin(h, SERVICE);
  h.attended.card(true);
  h.attended.event({ kind: 'failed', reason: 'not-an-eid-card', detail: '' });
  await h.settle();
  h.attended.card(false);
  await h.settle();
  expect(phase(h).kind).toBe('failed');
  h.attended.card(true);
  await h.settle();
  expect(asked(h)).toBe(2);
});

test('after an identification the card taken along leaves nothing to tell', async () => {
  const h = createHarness();
  await identify(h);
  expect(told(h).every((one) => !one)).toBe(true);
});
