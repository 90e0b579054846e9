import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { DELAYS } from './delays.ts';
import { Hands } from './hands.ts';

const clock = new SimulatedClock();
const WAITING = { byThemselves: false, payment: 'paid', paper: 'there' } as const;
const hands = (choices?: typeof WAITING) => new Hands(clock, () => {}, choices);

test('devices that answer by themselves wait a moment, not for a button', async () => {
  const person = hands();
  const laid = person.until('lay-card');
  await clock.advance(DELAYS.hand);
  expect(await laid).toBe(true);
});

test('else they wait until that very thing is done', async () => {
  const person = hands(WAITING);
  const laid = person.until('lay-card');
  await clock.advance(DELAYS.hand * 10);
  expect(person.do('tap-card')).toBe(false);
  expect(person.waitsFor).toBe('lay-card');
  expect(person.do('lay-card')).toBe(true);
  expect(await laid).toBe(true);
  expect(person.waitsFor).toBeNull();
});

test('a device that stops waiting is told that nothing came', async () => {
  const person = hands(WAITING);
  const tapped = person.until('tap-card');
  person.stop();
  expect(await tapped).toBe(false);
});

test('what is awaited already comes by itself once that is chosen, and no more once it is not', async () => {
  const person = hands(WAITING);
  const laid = person.until('lay-card');
  person.choose({ ...WAITING, byThemselves: true });
  await clock.advance(DELAYS.hand);
  expect(await laid).toBe(true);
  person.choose({ ...WAITING, byThemselves: true });
  void person.until('tap-card');
  person.choose(WAITING);
  await clock.advance(DELAYS.hand * 10);
  expect(person.waitsFor).toBe('tap-card');
});
