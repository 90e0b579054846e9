import { expect, test } from 'vitest';
import { CommandOrder, DeliveredOrder } from './commands.ts';

const CODE = { code: 'AAAA-BBBB', caFingerprint: 'ab'.repeat(32) };

test('nobody who gives a re-enrolment brings its code', () => {
  expect(CommandOrder.safeParse({ kind: 're-enrol' }).success).toBe(true);
  expect(CommandOrder.safeParse({ kind: 're-enrol', ...CODE }).success).toBe(false);
});

test('a re-enrolment that arrives at a terminal has its code', () => {
  expect(DeliveredOrder.safeParse({ kind: 're-enrol', ...CODE }).success).toBe(true);
  expect(DeliveredOrder.safeParse({ kind: 're-enrol' }).success).toBe(false);
  expect(DeliveredOrder.safeParse({ kind: 're-enrol', ...CODE, caFingerprint: 'AB' }).success).toBe(false);
});

test('every other order arrives as it was given', () => {
  const order = { kind: 'collect-logs', lastMs: 60_000, level: 'warn' };
  expect(DeliveredOrder.parse(CommandOrder.parse(order))).toEqual(order);
});
