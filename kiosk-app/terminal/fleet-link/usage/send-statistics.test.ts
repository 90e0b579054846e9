import { expect, test } from 'vitest';
import type { CountedPeriod } from '../../../../fleet-link/statistics.ts';
import { Refusal } from '../../../../foundation/errors.ts';
import { silentLog } from '../../../../foundation/log.ts';
import { DELAYS } from '../../configuration/delays.ts';
import { openBooks } from '../../test-support/books.ts';
import { sendStatistics } from './send-statistics.ts';

const HOUR = 3_600_000;
type Answer = (periods: readonly CountedPeriod[]) => unknown;
const TAKE: Answer = (periods) => ({ taken: periods.map(({ period }) => period), refused: [] });

function linked() {
  const books = openBooks();
  const calls: string[][] = [];
  const gone = Promise.withResolvers<string>();
  const hub = { answer: TAKE };
  const peer = {
    closed: gone.promise,
    call: async (_name: string, { periods }: { periods: CountedPeriod[] }) => {
      calls.push(periods.map(({ period }) => period));
      return hub.answer(periods);
    },
  };
  const { clock, usage } = books;
  sendStatistics(peer as never, usage, { delays: DELAYS, clock, log: silentLog, random: () => 0.5 });
  return { ...books, calls, hub, gone, [Symbol.dispose]: () => books[Symbol.dispose]() };
}

test('each hour is sent once, within minutes after it is over', async () => {
  using c = linked();
  c.usage.add('visits', ['information']);
  await c.clock.advance(HOUR + DELAYS.hubStatisticsSpread);
  expect(c.calls).toEqual([['2026-01-05T10+01:00']]);
  await c.clock.advance(HOUR);
  expect(c.calls).toHaveLength(1);
});

test('what the hub did not acknowledge is sent again until it has', async () => {
  using c = linked();
  c.usage.add('visits', ['information']);
  c.hub.answer = () => {
    throw new Refusal('no-answer');
  };
  await c.clock.advance(HOUR + DELAYS.hubStatisticsSpread / 2);
  expect(c.calls).toHaveLength(1);
  c.hub.answer = () => ({ taken: [], refused: [] });
  await c.clock.advance(DELAYS.hubStatisticsAgain);
  c.hub.answer = TAKE;
  await c.clock.advance(2 * DELAYS.hubStatisticsAgain);
  expect(c.calls).toHaveLength(3);
  expect(c.usage.unsent()).toEqual([]);
});

test('an hour that the hub refuses holds up no other and is not sent again', async () => {
  using c = linked();
  c.usage.add('visits', ['information']);
  c.hub.answer = (periods) => ({
    taken: [],
    refused: periods.map(({ period }) => ({ period, reason: 'too-old' })),
  });
  await c.clock.advance(3 * HOUR);
  expect(c.calls).toHaveLength(1);
});

test('a link that is gone sends nothing more and leaves no timer', async () => {
  using c = linked();
  c.gone.resolve('lost');
  await c.clock.advance(0);
  expect(c.clock.waiting).toBe(0);
});
