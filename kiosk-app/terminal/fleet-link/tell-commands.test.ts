import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Telling } from '../commands/command-desk.ts';
import { DELAYS } from '../configuration/delays.ts';
import { tellCommands } from './tell-commands.ts';

const telling = (parts: readonly string[] = []): Telling => ({
  report: { id: randomUUID(), state: 'succeeded', reason: null, result: null, agoMs: 0 },
  parts,
});

function link(waiting: Telling[]) {
  const clock = new SimulatedClock();
  const closed = Promise.withResolvers<string>();
  const said: string[] = [];
  const answers: (Refusal | null)[] = [];
  const hub = {
    closed: closed.promise,
    async call(method: string) {
      said.push(method);
      const refusal = answers.shift();
      if (refusal) throw refusal;
      return {} as never;
    },
  };
  const desk = {
    untold: () => waiting[0] ?? null,
    told: () => void waiting.shift(),
    onUntold: () => () => {},
  };
  return {
    clock,
    said,
    answers,
    start: () => tellCommands(hub, desk, { delays: DELAYS, clock, log: silentLog }),
    closed,
  };
}

test('a file goes before its report, part by part, slowly enough for the hub', async () => {
  const { clock, said, start } = link([telling(['a', 'b'])]);
  start();
  await clock.advance(DELAYS.commandPartEvery - 1);
  expect(said).toEqual(['command.part']);
  await clock.advance(DELAYS.commandPartEvery + 1);
  expect(said).toEqual(['command.part', 'command.part', 'command.report']);
});

test('what the hub has not confirmed is told again, and nothing over a link that is gone', async () => {
  const waiting = [telling(), telling()];
  const { clock, said, answers, start, closed } = link(waiting);
  answers.push(new Refusal('internal-error'));
  start();
  await clock.advance(0);
  expect([said.length, waiting.length]).toEqual([1, 2]);
  await clock.advance(DELAYS.commandTellAgain);
  expect([said.length, waiting.length]).toEqual([3, 0]);
  closed.resolve('gone');
  await clock.advance(0);
  expect(clock.waiting).toBe(0);
});

test('a hub that knows the command no more gets its report all the same; what it can never take does not hold up the rest', async () => {
  const waiting = [telling(['a']), telling(), telling()];
  const { clock, said, answers, start } = link(waiting);
  answers.push(new Refusal('no-such-command'), null, new Refusal('invalid-params'));
  start();
  await clock.advance(DELAYS.commandPartEvery);
  expect(said).toEqual(['command.part', 'command.report', 'command.report', 'command.report']);
  expect(waiting).toEqual([]);
});
