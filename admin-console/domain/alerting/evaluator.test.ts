import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { NO_ROTA } from '../../contract/alerting/rota.ts';
import { DEFAULT_RULES } from '../../contract/alerting/rules.ts';
import type { AlertingStore, EpisodeChange, StandingConditions } from './alerting-store.ts';
import { DELAYS } from './delays.ts';
import { startEvaluator } from './evaluator.ts';
import type { ObservedTerminal } from './observed.ts';
import { wellTerminal } from './test-support/observed-terminal.ts';

const MINUTE = 60_000;

function start(change: { conditions?: Partial<StandingConditions>; store?: Partial<AlertingStore> } = {}) {
  const clock = new SimulatedClock();
  const looks: string[][] = [];
  const changes: EpisodeChange[] = [];
  const terminals = new Map<string, ObservedTerminal>();
  let changed: { id: string; changedAt: number }[] = [];
  const conditions: StandingConditions = {
    observe: async (ids) => {
      if (ids.length > 0) looks.push([...ids]);
      return ids.flatMap((id) => terminals.get(id) ?? []);
    },
    changedSince: async (at) => changed.filter(({ changedAt }) => changedAt >= at),
    terminalsAfter: async (id) => [...terminals.keys()].filter((other) => other > id),
    ...change.conditions,
  };
  const store: AlertingStore = {
    live: async () => [],
    dueTerminals: async () => [],
    watched: async () => new Map(),
    tenant: async () => ({ rules: DEFAULT_RULES, rota: NO_ROTA, mutes: [], channelIds: ['c'] }),
    commit: async (all) => {
      changes.push(...all);
      return all.length;
    },
    watch: async () => ({ isHolder: true, watchingSince: 0, seenBefore: 0 }),
    forgetOld: async () => {},
    ...change.store,
  };
  const stop = startEvaluator({ processId: 'p', conditions, store, written() {}, clock, log: silentLog });
  return {
    ...{ clock, looks, changes, stop },
    told(terminal: ObservedTerminal) {
      terminals.set(terminal.id, terminal);
      changed = [...changed.filter(({ id }) => id !== terminal.id), { id: terminal.id, changedAt: clock.now() }];
    },
  };
}

test('a call for help is told within a second of its row', async () => {
  const { clock, told, changes, stop } = start();
  told(wellTerminal('T-01', { help: { id: 'h', since: clock.now(), takenAt: null } }));
  await clock.advance(DELAYS.tick);
  expect(changes).toMatchObject([
    {
      after: { cause: 'help', state: 'open' },
      message: { kind: 'opened', channelIds: ['c'], sendAt: clock.now() - DELAYS.tick },
    },
  ]);
  await stop();
});

test('a change is looked at once, though its time is asked for again', async () => {
  const { clock, told, looks, stop } = start();
  told(wellTerminal());
  await clock.advance(20 * DELAYS.tick);
  expect(looks).toEqual([['T-01']]);
  told(wellTerminal());
  await clock.advance(20 * DELAYS.tick);
  expect(looks).toHaveLength(2);
  await stop();
});

test('a process that does not hold the watch looks at nothing', async () => {
  const store = { watch: async () => ({ isHolder: false, watchingSince: 0, seenBefore: 0 }) };
  const { clock, told, looks, stop } = start({ store });
  told(wellTerminal());
  await clock.advance(MINUTE);
  expect(looks).toEqual([]);
  await stop();
});

test('who takes over begins where the one before was last seen', async () => {
  const asked: number[] = [];
  const { clock, stop } = start({
    store: { watch: async () => ({ isHolder: true, watchingSince: 0, seenBefore: 100_000 }) },
    conditions: {
      changedSince: async (at) => {
        asked.push(at);
        return [];
      },
    },
  });
  await clock.advance(0);
  expect(asked[0]).toBe(100_000 - DELAYS.clocksApart);
  await stop();
});

test('all terminals are looked at now and then, and not in the minute after a start', async () => {
  const { clock, told, looks, stop } = start({ conditions: { changedSince: async () => [] } });
  told(wellTerminal());
  await clock.advance(DELAYS.blindAfter - DELAYS.tick);
  expect(looks).toEqual([]);
  await clock.advance(2 * DELAYS.tick);
  expect(looks).toHaveLength(1);
  await clock.advance(DELAYS.sweep + DELAYS.tick);
  expect(looks).toHaveLength(2);
  await stop();
});

test('a terminal that was offline while no hub watched is offline since one watches', async () => {
  const { clock, told, changes, stop } = start({
    store: { watch: async () => ({ isHolder: true, watchingSince: Date.UTC(2026, 0, 5, 8, 59), seenBefore: 0 }) },
  });
  told(wellTerminal('T-01', { isOnline: false, offlineSince: 1 }));
  await clock.advance(DELAYS.tick);
  expect(changes).toMatchObject([
    { after: { cause: 'offline', state: 'pending', since: Date.UTC(2026, 0, 5, 8, 59) } },
  ]);
  await stop();
});

test('a database that refuses does not end it', async () => {
  let refusals = 3;
  const { clock, told, looks, stop } = start({
    store: {
      watch: async () => {
        if (refusals-- > 0) throw new Error('gone');
        return { isHolder: true, watchingSince: 0, seenBefore: 0 };
      },
    },
  });
  told(wellTerminal());
  await clock.advance(5 * DELAYS.tick);
  expect(looks).toEqual([['T-01']]);
  await stop();
  expect(clock.waiting).toBe(0);
});
