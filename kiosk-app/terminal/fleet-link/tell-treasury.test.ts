import { expect, test } from 'vitest';
import { SAMPLE } from '../../../fleet-link/test-support/sample-account.ts';
import type { Account } from '../../../fleet-link/treasury/account.ts';
import type { AccountMark, AccountPart, MoneyCase } from '../../../fleet-link/treasury/told.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { tellTreasury } from './tell-treasury.ts';

const [payment] = SAMPLE.items;
const closing = (number: number, items = SAMPLE.items): Account => ({
  ...SAMPLE,
  number,
  head: String(number).repeat(64).slice(0, 64),
  items,
});
const CASE: MoneyCase = {
  ...{ id: 'a1', kind: 'payment-unclear', since: 1, number: 'MS-1', reference: 'K-1', cents: 3070 },
  ...{ payee: 'stadtkasse', reason: null },
};

function link(accounts: Account[], newest: AccountMark | null = null) {
  const clock = new SimulatedClock();
  const closed = Promise.withResolvers<string>();
  const told: MoneyCase[][] = [];
  const parts: AccountPart[] = [];
  const refusals: (Refusal | null)[] = [];
  const cases: MoneyCase[] = [];
  const hub = {
    closed: closed.promise,
    async call(method: string, params: unknown) {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      if (method === 'treasury.cases') {
        told.push((params as { cases: MoneyCase[] }).cases);
        return { newest } as never;
      }
      parts.push(params as AccountPart);
      return {} as never;
    },
  };
  const treasury = {
    cases: () => cases,
    newest: () => accounts.at(-1)?.number ?? 0,
    account: (number: number) => accounts.find((account) => account.number === number) ?? null,
  };
  const start = () => tellTreasury(hub, treasury, { delays: DELAYS, clock, log: silentLog });
  return { clock, told, parts, refusals, cases, closed, accounts, start };
}

test('the hub gets each closing that it has not got, in order', async () => {
  const { clock, parts, start, accounts } = link([closing(1), closing(2), closing(3)], {
    number: 1,
    head: closing(1).head,
  });
  start();
  await clock.advance(1_000);
  expect(parts.map(({ number }) => number)).toEqual([2, 3]);
  accounts.push(closing(4));
  await clock.advance(DELAYS.hubLookEvery + 1_000);
  expect(parts.map(({ number }) => number)).toEqual([2, 3, 4]);
});

test('after the disk was replaced all closings of the new one are told, whatever number the hub has', async () => {
  const { clock, parts, start } = link([closing(1)], { number: 1, head: 'f'.repeat(64) });
  start();
  await clock.advance(1_000);
  expect(parts.map(({ number }) => number)).toEqual([1]);
});

test('cases are told when they are others than before, soon after something changed', async () => {
  const { clock, told, cases, start } = link([]);
  const look = start();
  await clock.advance(0);
  cases.push(CASE);
  look();
  await clock.advance(DELAYS.hubReportGather);
  look();
  await clock.advance(DELAYS.hubReportGather);
  expect(told).toEqual([[], [CASE]]);
});

test('a closing too large for one frame goes in parts that are its text again', async () => {
  const large = closing(1, Array(900).fill(payment));
  const { clock, parts, start } = link([large]);
  start();
  await clock.advance(10_000);
  expect(parts.length).toBeGreaterThan(1);
  const text = Buffer.from(parts.map(({ data }) => data).join(''), 'base64').toString();
  expect(JSON.parse(text)).toEqual(large);
});

test('a closing that the hub does not take does not hold up the next', async () => {
  const { clock, parts, refusals, start } = link([closing(1), closing(2)]);
  refusals.push(null, new Refusal('changed'));
  start();
  await clock.advance(1_000);
  expect(parts.map(({ number }) => number)).toEqual([2]);
});

test('what did not arrive is told again, and nothing over a link that is gone', async () => {
  const { clock, parts, refusals, closed, start } = link([closing(1)]);
  refusals.push(null, new Refusal('timed-out'));
  start();
  await clock.advance(1_000);
  expect(parts).toEqual([]);
  await clock.advance(DELAYS.hubTreasuryAgain);
  expect(parts.map(({ number }) => number)).toEqual([1]);
  closed.resolve('gone');
  await clock.advance(0);
  expect(clock.waiting).toBe(0);
});

test('a hub of before that knows no money is asked once', async () => {
  const { clock, told, refusals, cases, start } = link([closing(1)]);
  refusals.push(new Refusal('unknown-method'));
  const look = start();
  await clock.advance(0);
  cases.push(CASE);
  look();
  await clock.advance(DELAYS.hubTreasuryAgain * 2);
  expect(told).toEqual([]);
});
