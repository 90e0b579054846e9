import { expect, test } from 'vitest';
import type { Alert } from '../../../fleet-link/contract.ts';
import { Account } from '../../../fleet-link/treasury/account.ts';
import { MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { plannedTerminals } from '../planned-terminals.ts';
import { demoTreasury } from './demo-treasury.ts';

const NOW = Date.parse('2026-11-29T10:00:00Z');
const UNCLEAR: Alert = { id: 'a', kind: 'payment-unclear', since: 1, packageId: null, reason: 'device-gone' };
const KEYBOARD: Alert = { ...UNCLEAR, id: 'b', kind: 'unknown-keyboard' };
const FLEET = plannedTerminals(40);
const treasuryOf = (alerts: readonly Alert[], at = 0) => {
  const planned = FLEET[at] ?? expect.fail('no terminal');
  return demoTreasury(planned, () => alerts, new SimulatedClock(NOW));
};

test('every closing is one that the hub takes, and its sum is that of its payments', () => {
  const treasuries = FLEET.map((_, n) => treasuryOf([], n));
  const accounts = treasuries.flatMap((one) => [0, 1, 2, 3, 4].map((n) => one.account(one.newest() - n)));
  for (const account of accounts) {
    const { items, journal } = Account.parse(account);
    expect(journal).toEqual({ count: items.length, total: items.reduce((sum, { cents }) => sum + cents, 0) });
  }
  expect(accounts.some((account) => (account?.items.length ?? 0) > 0)).toBe(true);
});

test('a closing is the same when it is asked for again, and an old one is erased', () => {
  const [one, other] = [treasuryOf([]), treasuryOf([])];
  expect(one.account(one.newest())).toEqual(other.account(other.newest()));
  expect(one.account(1)).toBeNull();
});

test('alerts about money are cases, others are not', () => {
  const cases = treasuryOf([UNCLEAR, KEYBOARD]).cases();
  expect(cases.map((one) => MoneyCase.parse(one).id)).toEqual(['a']);
});
