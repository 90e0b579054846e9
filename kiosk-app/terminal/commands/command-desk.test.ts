import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import type { DeliveredCommand } from '../../../fleet-link/commands.ts';
import type { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import { DELAYS } from '../configuration/delays.ts';
import type { CommandRun } from '../store/received-commands.ts';
import { openBooks } from '../test-support/books.ts';
import { type CommandActs, DONE } from './command-acts.ts';
import { CommandDesk } from './command-desk.ts';

/** Milliseconds, so that a test need not live through three months. */
const KEPT = 5 * 60_000;
const FIRST: CommandRun = { run: 'first', boot: 'b1' };
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

const command = (kind: string, change: Partial<DeliveredCommand> = {}): DeliveredCommand => ({
  id: randomUUID(),
  validForMs: 60_000,
  urgent: false,
  order: { kind },
  ...change,
});

function terminal() {
  const books = openBooks();
  cleanUps.push(() => books[Symbol.dispose]());
  const done: string[] = [];
  const state = { isIdle: true };
  const { clock } = books;
  const act = (kind: string) => async (_: unknown, id: string) => {
    done.push(`${kind} ${id}`);
    return DONE;
  };
  const acts: CommandActs = {
    'network-check': act('network-check'),
    'test-receipt': act('test-receipt'),
    screenshot: act('screenshot'),
  };
  /** A start of the terminal on what is on its disk. */
  const start = (run: CommandRun = FIRST, with_: CommandActs = acts) => {
    const desk = new CommandDesk({
      received: books.commands,
      run,
      mayRun: () => state.isIdle,
      delays: { ...DELAYS, commandKept: KEPT },
      clock,
      log: silentLog,
    });
    desk.start(with_);
    cleanUps.push(() => desk.stop());
    return desk;
  };
  return { books, clock, done, state, start };
}

/** All that the hub is told, confirmed one by one. */
function tellAll(desk: CommandDesk): string[] {
  const told: string[] = [];
  for (let next = desk.untold(); next; next = desk.untold()) {
    const { state, reason } = next.report;
    told.push(reason === null ? state : `${state} ${reason}`);
    desk.told(next);
  }
  return told;
}
const settle = (clock: SimulatedClock) => clock.advance(0);

test('a command is done, told until the hub has confirmed it, and never again', async () => {
  const { clock, done, start } = terminal();
  const desk = start();
  const one = command('network-check');
  desk.take(one);
  await settle(clock);
  expect(done).toEqual([`network-check ${one.id}`]);
  expect(desk.untold()?.report).toMatchObject({ id: one.id, state: 'succeeded', agoMs: 0 });
  expect(tellAll(desk)).toEqual(['succeeded']);
  desk.take(one);
  await settle(clock);
  expect(done, 'sent once more').toHaveLength(1);
  expect(tellAll(desk), 'and answered once more').toEqual(['succeeded']);
});

test('nothing is done under a citizen’s hands but what is marked urgent and may be', async () => {
  const { clock, done, state, start } = terminal();
  const desk = start();
  state.isIdle = false;
  const [waits, never, urgent] = [
    command('network-check'),
    command('screenshot', { urgent: true }),
    command('network-check', { urgent: true }),
  ];
  for (const one of [waits, never, urgent]) desk.take(one);
  await settle(clock);
  expect(done).toEqual([`network-check ${urgent.id}`]);
  state.isIdle = true;
  desk.look();
  await settle(clock);
  expect(done.slice(1)).toEqual([`network-check ${waits.id}`, `screenshot ${never.id}`]);
});

test('one after the other, in the order in which they came', async () => {
  const { clock, start } = terminal();
  const running: string[] = [];
  const ends: (() => void)[] = [];
  const slow = (_: unknown, id: string) => {
    running.push(id);
    return new Promise<typeof DONE>((resolve) => ends.push(() => resolve(DONE)));
  };
  const desk = start(FIRST, { 'network-check': slow, screenshot: slow });
  const [one, two] = [command('network-check'), command('screenshot')];
  desk.take(one);
  desk.take(two);
  await settle(clock);
  expect(running).toEqual([one.id]);
  expect(tellAll(desk)).toEqual(['running']);
  ends[0]?.();
  await settle(clock);
  expect(running).toEqual([one.id, two.id]);
});

test('what was not begun in time is not done', async () => {
  const { clock, done, state, start } = terminal();
  const desk = start();
  state.isIdle = false;
  desk.take(command('network-check', { validForMs: 1_000 }));
  await clock.advance(DELAYS.commandLookEvery);
  state.isIdle = true;
  desk.look();
  await settle(clock);
  expect([done, tellAll(desk)]).toEqual([[], ['expired']]);
});

test.each([
  ['of a newer hub', command('brew-coffee'), 'failed not-supported'],
  ['without its arguments', command('collect-logs'), 'failed not-supported'],
  ['that this terminal has no act for', command('self-test'), 'failed not-supported'],
])('a command %s is taken and refused', async (_, given, told) => {
  const { clock, start } = terminal();
  const desk = start();
  desk.take(given);
  await settle(clock);
  expect(tellAll(desk)).toEqual([told]);
});

test('a refusal is told with its reason, a bug as ours, an act without end as such', async () => {
  const { clock, start } = terminal();
  const desk = start(FIRST, {
    'network-check': () => Promise.reject(new Refusal('no-device')),
    'test-receipt': () => Promise.reject(new TypeError('x')),
    screenshot: () => new Promise(() => {}),
  });
  for (const kind of ['network-check', 'test-receipt', 'screenshot']) desk.take(command(kind));
  await settle(clock);
  expect(tellAll(desk)).toEqual(['failed no-device', 'failed internal-error', 'running']);
  await clock.advance(DELAYS.commandDoneWithin);
  expect(tellAll(desk)).toEqual(['failed timed-out']);
});

test.each([
  ['test-receipt', { run: 'second', boot: 'b1' }, 'failed interrupted', 0],
  ['network-check', { run: 'second', boot: 'b1' }, 'succeeded', 1],
  ['restart-terminal', { run: 'second', boot: 'b1' }, 'succeeded', 0],
  ['restart-ui', { run: 'second', boot: 'b1' }, 'succeeded', 0],
  ['restart-machine', { run: 'second', boot: 'b1' }, 'failed interrupted', 0],
  ['restart-machine', { run: 'second', boot: 'b2' }, 'succeeded', 0],
  ['restart-machine', { run: 'second', boot: null }, 'failed interrupted', 0],
])('%s in whose middle the terminal ended, then started as %j: %s', async (kind, run, told, times) => {
  const { clock, done, start } = terminal();
  const begun: string[] = [];
  const hang = (_: unknown, id: string) => {
    begun.push(id);
    return new Promise<never>(() => {});
  };
  const first = start(FIRST, { [kind]: hang });
  first.take(command(kind));
  await settle(clock);
  expect(begun).toHaveLength(1);
  first.stop();
  const second = start(run);
  await settle(clock);
  expect([tellAll(second), done.length]).toEqual([[told], times]);
});

test('a command that ends the terminal each time is given up', async () => {
  const { clock, start } = terminal();
  let begun = 0;
  const hang = () => {
    begun++;
    return new Promise<never>(() => {});
  };
  let desk = start(FIRST, { 'network-check': hang });
  desk.take(command('network-check'));
  for (let n = 0; n < 5; n++) {
    await settle(clock);
    desk.stop();
    desk = start({ run: `r${n}`, boot: 'b1' }, { 'network-check': hang });
  }
  await settle(clock);
  expect(begun).toBe(3);
  expect(tellAll(desk)).toEqual(['failed interrupted']);
});

test('a file goes in parts that are the whole, and is forgotten once it is told', async () => {
  const { books, clock, start } = terminal();
  const data = Buffer.alloc(250_000, 7);
  const desk = start(FIRST, { screenshot: async () => ({ result: null, file: { type: 'png', data } }) });
  desk.take(command('screenshot'));
  await settle(clock);
  const telling = desk.untold();
  expect(telling?.report.result).toEqual({ kind: 'file', type: 'png', bytes: 250_000, parts: 3 });
  expect(Buffer.concat((telling?.parts ?? []).map((part) => Buffer.from(part, 'base64'))).equals(data)).toBe(true);
  expect(tellAll(desk)).toEqual(['succeeded']);
  expect(books.db.prepare('SELECT file FROM command').get()).toEqual({ file: null });
});

test('what is over and told is kept for a while, then erased', async () => {
  const { books, clock, start } = terminal();
  const desk = start();
  desk.take(command('network-check'));
  await settle(clock);
  const count = () => books.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM command').get()?.n;
  await clock.advance(KEPT);
  expect(count(), 'the hub does not know yet').toBe(1);
  tellAll(desk);
  await clock.advance(DELAYS.commandLookEvery * 3);
  expect(count()).toBe(0);
});
