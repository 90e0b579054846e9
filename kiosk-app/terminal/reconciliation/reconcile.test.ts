import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeviceTotals } from '../../../fleet-link/treasury/account.ts';
import { type Period, reconcile } from './reconcile.ts';
import { item, openItem } from './test-support/ledger.ts';

const told = (
  total: number | null,
  count: number | null = null,
  receipts?: readonly [number, number],
): DeviceTotals => ({
  count,
  total,
  detail: receipts ? { firstReceipt: receipts[0], lastReceipt: receipts[1], families: {} } : null,
});
const period = (change: Partial<Period>): Period => ({
  items: [],
  open: [],
  foreign: [],
  interruptedAt: [],
  device: told(0, 0),
  ...change,
});

test('sums and counts agree: nothing to list', () => {
  const items = [item({ cents: 3070 }), item({ cents: 1500 })];
  const { journal, differences } = reconcile(period({ items, device: told(4570, 2) }));
  expect(journal).toEqual({ count: 2, total: 4570 });
  expect(differences).toEqual([]);
});

test('an empty day agrees with a device that counted nothing', () => {
  expect(reconcile(period({})).differences).toEqual([]);
});

test.each([0, 1, 2])('a reversed payment agrees however the device counts it (%i)', (count) => {
  const items = [item({ cents: 3070 }), item({ cents: 3070, kind: 'reversal' })];
  const { journal, differences } = reconcile(period({ items, device: told(0, count) }));
  expect(journal).toEqual({ count: 0, total: 0 });
  expect(differences).toEqual([]);
});

test('in the journal, not counted by the device: named where only one can be meant', () => {
  const items = [item({ cents: 3070 }), item({ cents: 1500 })];
  const { differences } = reconcile(period({ items, device: told(3070, 1) }));
  expect(differences).toMatchObject([{ kind: 'not-counted', cents: -1500, isCertain: true }]);
  expect(differences[0]?.intentIds).toEqual([items[1]?.intentId]);
});

test('not counted, and two payments of that amount: both are listed as possible, neither as certain', () => {
  const items = [item({ cents: 3070 }), item({ cents: 3070 })];
  const { differences } = reconcile(period({ items, device: told(3070, 1) }));
  expect(differences).toMatchObject([{ kind: 'not-counted', isCertain: false }]);
  expect(differences[0]?.intentIds).toHaveLength(2);
});

test('not counted, two of that amount, but only one outside the device’s receipts: that one', () => {
  const items = [item({ cents: 3070, receiptNo: 7 }), item({ cents: 3070, receiptNo: 8 })];
  const { differences } = reconcile(period({ items, device: told(3070, 1, [8, 8]) }));
  expect(differences).toMatchObject([{ kind: 'not-counted', isCertain: true, intentIds: [items[0]?.intentId] }]);
});

test('counted by the device, unknown here: the sum, and the receipts of another till on the same device', () => {
  const items = [item({ receiptNo: 8 }), item({ receiptNo: 10 })];
  const { differences } = reconcile(period({ items, device: told(6140 + 2500, 3, [8, 10]) }));
  expect(differences).toMatchObject([{ kind: 'counted-unknown', cents: 2500, foreignReceipts: [9] }]);
});

test('an unclear payment that the device has counted was paid', () => {
  const unclear = openItem({ cents: 1500 });
  const { differences } = reconcile(period({ items: [item()], open: [unclear], device: told(4570, 2) }));
  expect(differences).toMatchObject([
    { kind: 'unclear-payment', cents: 1500, isCertain: true, isCounted: true, intentIds: [unclear.intentId] },
  ]);
});

test('an unclear payment that the device has not counted was not paid', () => {
  const { differences } = reconcile(period({ items: [item()], open: [openItem()], device: told(3070, 1) }));
  expect(differences).toMatchObject([{ kind: 'unclear-payment', cents: 0, isCertain: true, isCounted: false }]);
});

test('two unclear payments of one amount and one counted: nobody can say which', () => {
  const { differences } = reconcile(period({ open: [openItem(), openItem()], device: told(3070, 1) }));
  expect(differences.map(({ kind, isCounted }) => [kind, isCounted])).toEqual([
    ['counted-unknown', null],
    ['unclear-payment', null],
    ['unclear-payment', null],
  ]);
});

test('an unclear reversal that took the money back', () => {
  const open = [openItem({ kind: 'reversal' })];
  const { differences } = reconcile(period({ items: [item(), item({ cents: 900 })], open, device: told(900, 1) }));
  expect(differences).toMatchObject([{ kind: 'unclear-reversal', cents: -3070, isCounted: true }]);
});

test('the device booked another amount than was asked for', () => {
  const open = [openItem({ cents: 3070, bookedCents: 370 })];
  const { differences } = reconcile(period({ items: [item()], open, device: told(3440, 2) }));
  expect(differences).toMatchObject([{ kind: 'amount-differs', cents: 370, isCounted: true }]);
});

test('the sums agree and the counts do not', () => {
  const { differences } = reconcile(period({ items: [item({ cents: 3000 })], device: told(3000, 2) }));
  expect(differences).toMatchObject([{ kind: 'count-differs', cents: 0 }]);
});

test('a counter of one byte that is full proves nothing', () => {
  const items = Array.from({ length: 300 }, () => item({ cents: 100 }));
  const device = {
    ...told(30_000, 255, [1, 300]),
    detail: { firstReceipt: 1, lastReceipt: 300, families: { visa: { count: 255, total: 30_000 } } },
  };
  expect(reconcile(period({ items, device })).differences).toEqual([]);
});

test('the device closed and told nothing', () => {
  const { differences } = reconcile(period({ items: [item()], device: told(null) }));
  expect(differences).toMatchObject([{ kind: 'not-told', cents: -3070, isCertain: false }]);
});

test('a closing before was interrupted and the device had closed: what was before it has been seen by nobody', () => {
  const before = item({ seq: 3, cents: 3070 });
  const after = item({ seq: 9, cents: 1500 });
  const { differences } = reconcile(period({ items: [before, after], interruptedAt: [5], device: told(1500, 1) }));
  expect(differences).toMatchObject([{ kind: 'closing-interrupted', cents: -3070, intentIds: [before.intentId] }]);
});

test('a closing before was interrupted and the device had not closed: this one covers both', () => {
  const items = [item({ seq: 3, cents: 3070 }), item({ seq: 9, cents: 1500 })];
  expect(reconcile(period({ items, interruptedAt: [5], device: told(4570, 2) })).differences).toEqual([]);
});

test('somebody paid at the device’s own keys, and it told: listed as foreign money', () => {
  const { seq, at, intentId, receiptNo, trace, terminalId, cardName } = item();
  const foreign = [{ seq, at, intentId, cents: 800, receiptNo, trace, terminalId, cardName }];
  const { differences } = reconcile(period({ items: [item()], foreign, device: told(3870, 2) }));
  expect(differences).toMatchObject([{ kind: 'foreign-payment', cents: 800, isCounted: true }]);
});

test('what is cleared was counted by an earlier closing', () => {
  const items = [item({ kind: 'cleared' }), item({ cents: 500 })];
  const { journal, differences } = reconcile(period({ items, device: told(500, 1) }));
  expect(journal).toEqual({ count: 1, total: 500 });
  expect(differences).toEqual([]);
});

test('never: a device sum that is not the journal’s, and nothing listed; never: a certain difference that does not add up', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 });
  fc.assert(
    fc.property(amounts, amounts, fc.integer({ min: 0, max: 2500 }), (paid, unclear, total) => {
      const items = paid.map((cents) => item({ cents }));
      const { journal, differences } = reconcile(
        period({ items, open: unclear.map((cents) => openItem({ cents })), device: told(total) }),
      );
      const gap = total - journal.total;
      if (gap !== 0) expect(differences.length).toBeGreaterThan(0);
      expect(differences.reduce((sum, { cents }) => sum + cents, 0)).toBe(gap);
    }),
  );
});
