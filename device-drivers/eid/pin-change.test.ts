import { describe, expect, test } from 'vitest';
import { DEMO_CARD, type SimulatedCard } from '../../simulators/eid/index.ts';
import { bench } from '../../simulators/eid/test-support/play.ts';

const PIN = '123456';
const NEW = '192837';
const card = (change: Partial<typeof DEMO_CARD> = {}): SimulatedCard => ({ ...DEMO_CARD, ...change });
const triesOn = (bench: {
  simulator: { state(): { readers: readonly { card: { triesLeft: number | null } | null }[] } };
}) => bench.simulator.state().readers[0]?.card?.triesLeft;

describe.each([1, 2, 3] as const)('API level %i', (api) => {
  test('an own PIN is changed', async () => {
    await using at = await bench({ api });
    at.simulator.layCard(card());
    const { play, workflow } = await at.changePin();
    await play.next('enter-secret');
    workflow.secret('pin', PIN);
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
    workflow.secret('new-pin', NEW);
    await play.next('pin-changed');
    const again = await at.changePin();
    await again.play.next('enter-secret');
    again.workflow.secret('pin', NEW);
    expect(await again.play.next('enter-secret')).toMatchObject({ secret: 'new-pin', wrongBefore: false });
  });

  test('the transport PIN is replaced: the card is activated', async () => {
    await using at = await bench({ api });
    at.simulator.layCard(card({ pin: null, transportPin: '12345' }));
    const { play, workflow } = await at.changePin();
    await play.next('enter-secret');
    workflow.secret('transport-pin', '12345');
    await play.next('enter-secret');
    workflow.secret('new-pin', NEW);
    await play.next('pin-changed');
  });

  test('the whole ladder: PIN wrong twice, CAN, PIN wrong, PUK, PIN, new PIN', async () => {
    await using at = await bench({ api });
    at.simulator.layCard(card());
    const { play, workflow } = await at.changePin();
    await play.next('enter-secret');
    workflow.secret('pin', '000000');
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', triesLeft: 2, wrongBefore: true });
    workflow.secret('pin', '000000');
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'can', triesLeft: 1, wrongBefore: true });
    workflow.secret('can', '500540');
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', triesLeft: 1, wrongBefore: false });
    workflow.secret('pin', '000000');
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'puk', triesLeft: 0, wrongBefore: true });
    workflow.secret('puk', '9876543210');
    expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin', triesLeft: 3, wrongBefore: false });
    workflow.secret('pin', PIN);
    await play.next('enter-secret');
    workflow.secret('new-pin', NEW);
    await play.next('pin-changed');
  });
});

test('an ill-formed PIN costs no try', async () => {
  await using at = await bench();
  at.simulator.layCard(card());
  const { play, workflow } = await at.changePin();
  await play.next('enter-secret');
  workflow.secret('pin', '1234567');
  expect(await play.next('enter-secret')).toMatchObject({ formatError: true, wrongBefore: false, triesLeft: 3 });
});

test('a card taken off at the PIN ends the change, and the next card keeps its tries', async () => {
  await using at = await bench();
  at.simulator.layCard(card());
  const { play } = await at.changePin();
  await play.next('enter-secret');
  at.simulator.removeCard();
  expect(await play.next('failed')).toMatchObject({ reason: 'card-removed' });
  at.simulator.layCard(card());
  expect(triesOn(at)).toBe(3);
});

test('a card swapped while the PIN is on its way is not tried with it', async () => {
  await using at = await bench();
  const first = card();
  at.simulator.layCard(first);
  const { play, workflow } = await at.changePin();
  await play.next('enter-secret');
  // Both reach the app before it hears of the PIN, as when a hand is faster than the wire.
  at.simulator.removeCard();
  workflow.secret('pin', '000000');
  expect(await play.next('failed')).toMatchObject({ reason: 'card-removed' });
  const second = card();
  at.simulator.layCard(second);
  await at.client.checkHealth();
  expect(triesOn(at)).toBe(3);
});

test('a deactivated card ends with its own reason', async () => {
  await using at = await bench();
  const { play } = await at.changePin();
  await play.next('insert-card');
  at.simulator.layCard(card({ deactivated: true }));
  expect(await play.next('failed')).toMatchObject({ reason: 'card-deactivated' });
});

test('a PUK used up ends with card-blocked', async () => {
  await using at = await bench();
  at.simulator.layCard(card({ retryCounter: 0, pukUses: 10 }));
  const { play, workflow } = await at.changePin();
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'puk' });
  workflow.secret('puk', '9876543210');
  expect(await play.next('failed')).toMatchObject({ reason: 'card-blocked' });
});

test('a card without eID is told at level 3', async () => {
  await using at = await bench({ api: 3 });
  const { play } = await at.changePin();
  await play.next('insert-card');
  at.simulator.layCard({ kind: 'other' });
  expect(await play.next('failed')).toMatchObject({ reason: 'not-an-eid-card' });
});

test('a card without eID is no card at level 2', async () => {
  await using at = await bench({ api: 2 });
  const { play, workflow } = await at.changePin();
  await play.next('insert-card');
  at.simulator.layCard({ kind: 'other' });
  at.simulator.layCard(card());
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'pin' });
  workflow.cancel();
  expect(await play.next('failed')).toMatchObject({ reason: 'cancelled' });
});

test('success that nobody caused is not believed', async () => {
  await using at = await bench();
  at.simulator.setFault('false-pin-success');
  at.simulator.layCard(card());
  const { play } = await at.changePin();
  expect(await play.next('failed')).toMatchObject({ detail: 'success-without-new-pin' });
});

test('a keypad reader takes the digits itself', async () => {
  await using at = await bench({ keypad: true });
  at.simulator.layCard(card());
  const { play, workflow } = await at.changePin();
  for (const digits of [PIN, NEW]) {
    const asked = await play.next('enter-secret');
    expect(asked.onReader).toBe(true);
    const waits = new Promise<void>((resolve) => {
      const off = at.simulator.onChange(() => {
        if (!at.simulator.state().asksOnKeypad) return;
        off();
        resolve();
      });
    });
    workflow.secret(asked.secret, null);
    await waits;
    at.simulator.typeOnKeypad(digits);
  }
  await play.next('pin-changed');
});

test('the second of two readers works as well', async () => {
  await using at = await bench();
  at.simulator.plugReader('Second Reader');
  const { play, workflow } = await at.changePin();
  await play.next('insert-card');
  at.simulator.layCard(card(), 'Second Reader');
  await play.next('enter-secret');
  at.simulator.unplugReader('Simulated Comfort Reader 00 00');
  workflow.secret('pin', PIN);
  expect(await play.next('enter-secret')).toMatchObject({ secret: 'new-pin' });
});

test('the reader pulled out at the PIN', async () => {
  await using at = await bench();
  at.simulator.layCard(card());
  const { play } = await at.changePin();
  await play.next('enter-secret');
  at.simulator.unplugReader();
  expect(await play.next('failed')).toMatchObject({ reason: 'reader-gone' });
});
