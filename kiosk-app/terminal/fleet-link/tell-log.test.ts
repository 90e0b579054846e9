import { expect, test } from 'vitest';
import { LINES_AT_ONCE, type LogBatch } from '../../../fleet-link/log-lines.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { createLog, silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import { RecentLines } from './recent-lines.ts';
import { tellLog } from './tell-log.ts';

function terminal() {
  const clock = new SimulatedClock();
  const closed = Promise.withResolvers<string>();
  const batches: LogBatch[] = [];
  const refusals: Refusal[] = [];
  const recent = new RecentLines();
  const hub = {
    closed: closed.promise,
    async call(_method: string, params: unknown) {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      batches.push(params as LogBatch);
      return {} as never;
    },
  };
  const log = createLog(
    recent.beside(() => {}),
    clock,
  );
  const write = (times: number, event = 'a.b') => {
    for (let n = 0; n < times; n++) log.event('info', event, { n });
  };
  const read = tellLog(hub, recent, { delays: DELAYS, clock, log: silentLog });
  const events = () => batches.flatMap(({ lines }) => lines.map(({ event }) => event));
  return { clock, closed, batches, refusals, recent, write, read, events };
}

test('nothing is sent while nobody reads', async () => {
  const { clock, batches, write } = terminal();
  write(3);
  await clock.advance(60_000);
  expect(batches).toEqual([]);
});

test('whoever begins gets the lines before, then each as it comes, and silence sends nothing', async () => {
  const { clock, batches, write, read } = terminal();
  write(LINES_AT_ONCE + 50);
  read(30_000);
  await clock.advance(0);
  expect(batches).toMatchObject([{ omitted: 0 }]);
  expect([batches[0]?.lines.length, batches[0]?.lines[0]?.fields]).toEqual([LINES_AT_ONCE, { n: 50 }]);
  write(1, 'c.d');
  await clock.advance(5_000);
  expect(batches.slice(1)).toMatchObject([
    { lines: [{ event: 'c.d', at: clock.now() - 5_000, level: 'info' }], omitted: 0 },
  ]);
});

test('what comes too fast is counted, and the newest lines are sent', async () => {
  const { clock, batches, write, read } = terminal();
  read(30_000);
  write(LINES_AT_ONCE + 37);
  await clock.advance(DELAYS.hubLogEvery);
  expect(batches.at(-1)?.lines.length).toBe(LINES_AT_ONCE);
  expect(batches.at(-1)?.omitted).toBe(37);
});

test('it ends after its time, and goes on where it is when asked again', async () => {
  const { clock, write, read, events } = terminal();
  read(2_000);
  await clock.advance(1_500);
  read(2_000);
  write(1, 'in.time');
  await clock.advance(3_000);
  write(1, 'too.late');
  await clock.advance(10_000);
  expect(events()).toEqual(['in.time']);
});

test.each(['not-asked', 'unknown-method'])('a hub that says %s is sent nothing more', async (reason) => {
  const { clock, refusals, write, read, events } = terminal();
  refusals.push(new Refusal(reason));
  write(1);
  read(30_000);
  await clock.advance(DELAYS.hubLogEvery);
  write(1);
  await clock.advance(10_000);
  expect(events()).toEqual([]);
});

test('what the hub does not keep is counted as left out; what did not reach it is sent again', async () => {
  const { clock, batches, refusals, write, read } = terminal();
  refusals.push(new Refusal('too-much'), new Refusal('no-answer'));
  write(3);
  read(30_000);
  await clock.advance(0);
  write(1, 'c.d');
  await clock.advance(2 * DELAYS.hubLogEvery);
  expect(batches).toMatchObject([{ lines: [{ event: 'c.d' }], omitted: 3 }]);
});

test('a line with prose, or longer than a line may be, is left out and counted', async () => {
  const { clock, batches, recent, read } = terminal();
  const write = recent.beside(() => {});
  const line = (fields: object) =>
    write(`${JSON.stringify({ at: new Date(0).toISOString(), level: 'info', event: 'a.b', ...fields })}\n`);
  line({ name: 'Erika Mustermann' });
  line({ codes: Array.from({ length: 200 }, (_, n) => `code-${n}`) });
  write('no json\n');
  line({ n: 1 });
  read(30_000);
  await clock.advance(0);
  expect(batches).toMatchObject([{ lines: [{ fields: { n: 1 } }], omitted: 3 }]);
});

test('a link that closes ends it', async () => {
  const { clock, closed, write, read, events } = terminal();
  read(30_000);
  closed.resolve('gone');
  await clock.advance(0);
  write(1);
  await clock.advance(10_000);
  expect(events()).toEqual([]);
});
