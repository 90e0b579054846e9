import { expect, test } from 'vitest';
import type { CommandOrder } from '../../../fleet-link/commands.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { FINAL_STATES, OPEN_STATES, statesBefore } from './command-state.ts';
import type { CommandStore } from './command-store.ts';
import { type CommandRequest, Commands } from './commands.ts';
import { LIMITS } from './limits.ts';

const clock = new SimulatedClock();
/** Refused before anything is asked of it. */
const untouched = new Proxy({} as CommandStore, {
  get: (_, method) => {
    throw new Error(`asked: ${String(method)}`);
  },
});
const commands = new Commands(untouched, () => {}, clock);
const asked = (order: CommandOrder, change: Partial<CommandRequest> = {}): CommandRequest => ({
  order,
  reason: 'because',
  urgent: false,
  ...change,
});
const OUT: CommandOrder = { kind: 'out-of-service', texts: { de: 'Umbau' }, until: null };

test.each([
  ['not-allowed', asked({ kind: 're-enrol' })],
  ['reason-needed', asked(OUT, { reason: null })],
  ['not-urgent', asked({ kind: 'screenshot' }, { urgent: true })],
  ['bad-time', asked({ kind: 'self-test' }, { notBefore: clock.now() + LIMITS.notBeforeAtMost + 1 })],
  ['bad-time', asked({ kind: 'self-test' }, { lifeMs: LIMITS.lifeAtMost + 1 })],
])('%s is refused before anything is written', async (reason, request) => {
  const giver = { name: 'tech', may: (permission: string) => permission === 'fleet.command' };
  await expect(commands.give('default', 'T-01', request, giver)).rejects.toThrow(reason);
  await expect(
    commands.giveMany('default', { ...request, selection: { by: 'filter' }, spreadMs: 0 }, giver),
  ).rejects.toThrow(reason);
});

test('nothing follows an end but what a terminal says that was given up', () => {
  for (const state of [...OPEN_STATES, ...FINAL_STATES]) {
    const ends = statesBefore(state).filter((from) => FINAL_STATES.includes(from));
    expect(ends, state).toEqual(['queued', 'delivered', 'cancelled'].includes(state) ? [] : ['expired']);
  }
});
