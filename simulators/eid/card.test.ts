import { expect, test } from 'vitest';
import { DEMO_CARD, EidChip } from './card.ts';

const chip = (change: object = {}) => new EidChip({ ...DEMO_CARD, ...change });

test('wrong PINs cost tries, a right one gives them back', () => {
  const card = chip();
  expect(card.tryPin('000000', false)).toBe(false);
  expect(card.tries).toBe(2);
  expect(card.tryPin('123456', false)).toBe(true);
  expect(card.tries).toBe(3);
});

test('the last try needs the CAN, and a wrong CAN costs nothing', () => {
  const card = chip({ retryCounter: 1 });
  expect(card.tryPin('123456', false)).toBe(false);
  expect(card.tries).toBe(1);
  expect(card.tryCan('000000')).toBe(false);
  expect(card.tryCan('500540')).toBe(true);
  expect(card.tryPin('123456', false)).toBe(true);
});

test('the CAN is forgotten when the card leaves the field', () => {
  const card = chip({ retryCounter: 1 });
  card.tryCan('500540');
  card.leaveField();
  expect(card.needsCan).toBe(true);
});

test('at no try left even the right PIN is refused, and the PUK gives three', () => {
  const card = chip({ retryCounter: 0 });
  expect(card.tryPin('123456', false)).toBe(false);
  expect(card.tryPuk('0000000000')).toBe('wrong');
  expect(card.tryPuk('9876543210')).toBe('right');
  expect(card.tries).toBe(3);
});

test('the eleventh use of the PUK finds the card inoperative', () => {
  const card = chip({ retryCounter: 0, pukUses: 10 });
  expect(card.isInoperative).toBe(false);
  expect(card.tryPuk('9876543210')).toBe('used-up');
  expect(card.isInoperative).toBe(true);
  expect(card.tries).toBe(0);
});

test('the transport PIN counts only when changing the PIN, and is gone afterwards', () => {
  const card = chip({ pin: null, transportPin: '12345' });
  expect(card.tryPin('12345', false)).toBe(false);
  expect(card.tryPin('12345', true)).toBe(true);
  card.setPin('135790');
  expect(card.hasTransportPin).toBe(false);
  expect(card.tryPin('135790', false)).toBe(true);
});
