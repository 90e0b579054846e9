import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { CommandOrder, CommandReport } from '../../../fleet-link/commands.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import type { CommandState } from '../../contract/commands/commands.ts';
import { type CommandGiver, type CommandRequest, Commands } from '../../domain/commands/commands.ts';
import { LIMITS } from '../../domain/commands/limits.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { type EmptyDatabases, onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createCommandStore } from './command-store.ts';

const TENANTS = ['default'];
const TECHNICIAN: CommandGiver = { name: 'tech', may: (permission) => permission === 'fleet.command' };
const CHECK: CommandOrder = { kind: 'network-check' };
const asked = (order: CommandOrder = CHECK) => ({ order, reason: null, urgent: false });
const report = (id: string, state: CommandReport['state'], change: Partial<CommandReport> = {}): CommandReport => ({
  id,
  state,
  reason: null,
  result: null,
  agoMs: 0,
  ...change,
});

async function terminal(db: HubDatabase, id: string, processId: string | null = 'p1', tenantId = 'default') {
  await enrolledRow(db, id, tenantId);
  const nothing = { timeZone: '', software: '', step: '', serviceId: '', mode: '', cardLeft: '', portals: '' };
  await db
    .insertInto('terminalState')
    .values({
      ...nothing,
      services: '',
      outbox: '',
      counts: '',
      terminalId: id,
      at: 1,
      devices: '[{"kind":"payment"}]',
    })
    .execute();
  if (processId)
    await db
      .insertInto('link')
      .values({ terminalId: id, processId, linkId: `l-${id}`, since: 1 })
      .execute();
}

async function hubOf(databases: EmptyDatabases) {
  const db = await databases.open();
  const clock = new SimulatedClock();
  const rung: string[] = [];
  const store = createCommandStore(db, 'p1', clock);
  const other = createCommandStore(db, 'p2', clock);
  const commands = new Commands(store, (processId) => void rung.push(processId), clock);
  const state = async (id: string) => (await store.get(TENANTS, id))?.state;
  const give = (terminalId: string, request: CommandRequest = asked()) =>
    commands.give('default', terminalId, request, TECHNICIAN);
  return { db, clock, rung, store, other, commands, state, give };
}

onEachDatabase((databases) => {
  test('a command goes its way: queued, delivered, acknowledged, running, succeeded', async () => {
    const { db, store, rung, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id, state: first } = await give('T-01');
    const states: (CommandState | undefined)[] = [first];
    expect(rung).toEqual(['p1']);
    expect((await store.claimLinked(9)).map((command) => command.id)).toEqual([id]);
    states.push(await state(id));
    await store.acknowledged('T-01', id);
    states.push(await state(id));
    await store.reported('T-01', report(id, 'running'));
    states.push(await state(id));
    const result: CommandReport['result'] = { kind: 'network', targets: [] };
    expect(await store.reported('T-01', report(id, 'succeeded', { result }))).toBe(true);
    expect(states).toEqual(['queued', 'delivered', 'acknowledged', 'running']);
    expect(await store.get(TENANTS, id)).toMatchObject({ state: 'succeeded', result, outcome: null });
    expect(await db.selectFrom('audit').select(['actor', 'act', 'subject']).execute()).toEqual([
      { actor: 'tech', act: 'command.given.network-check', subject: 'T-01' },
    ]);
  });

  test('asked twice under one id, it is one command', async () => {
    const { db, commands, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    await terminal(db, 'T-02');
    const request = { ...asked(), id: randomUUID() };
    expect(await give('T-01', request)).toEqual(await give('T-01', request));
    expect(await commands.list(TENANTS, { most: 9 })).toHaveLength(1);
    await expect(give('T-02', request)).rejects.toThrow('id-taken');
  });

  test('each command is claimed by one process, by the one that holds the link', async () => {
    const { db, store, other, give } = await hubOf(databases);
    await terminal(db, 'T-01', 'p1');
    await terminal(db, 'T-02', 'p2');
    await terminal(db, 'T-03', null);
    for (const id of ['T-01', 'T-02', 'T-03']) await give(id);
    const claimed = await Promise.all([store.claimLinked(9), store.claimLinked(9), other.claimLinked(9)]);
    expect(
      claimed
        .flat()
        .map(({ terminalId }) => terminalId)
        .toSorted(),
    ).toEqual(['T-01', 'T-02']);
  });

  test('what a killed process has claimed is sent again over the next link, and without one after a while', async () => {
    const { db, clock, store, other, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01');
    await store.claimLinked(9);
    expect(await store.claimLinked(9)).toEqual([]);
    expect((await other.claimFor('T-01', 9)).map((command) => command.id)).toEqual([id]);
    await clock.advance(LIMITS.deliverAgainAfter);
    expect((await store.claimLinked(9)).map((command) => command.id)).toEqual([id]);
    await store.acknowledged('T-01', id);
    await clock.advance(LIMITS.deliverAgainAfter);
    expect([await store.claimLinked(9), await other.claimFor('T-01', 9)]).toEqual([[], []]);
  });

  test('oldest first, and not before its time', async () => {
    const { db, clock, store, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const later = await give('T-01', { ...asked({ kind: 'self-test' }), notBefore: clock.now() + 10 } as never);
    await clock.advance(1);
    const second = await give('T-01');
    await clock.advance(1);
    const third = await give('T-01');
    expect((await store.claimLinked(9)).map(({ id }) => id)).toEqual([second.id, third.id]);
    expect(await store.claimFor('T-01', 9)).toHaveLength(2);
    await clock.advance(8);
    expect((await store.claimLinked(9)).map(({ id }) => id)).toEqual([later.id]);
  });

  test('what is said twice or backwards changes nothing', async () => {
    const { db, store, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01');
    expect(await store.reported('T-01', report(id, 'succeeded'))).toBe(false);
    await store.claimLinked(9);
    await store.reported('T-01', report(id, 'failed', { reason: 'no-device' }));
    expect(await store.reported('T-01', report(id, 'succeeded'))).toBe(false);
    await store.acknowledged('T-01', id);
    expect(await store.reported('T-01', report(id, 'running'))).toBe(false);
    expect(await store.get(TENANTS, id)).toMatchObject({ state: 'failed', outcome: 'no-device' });
    expect(await state(id)).toBe('failed');
  });

  test('a terminal tells nothing of the commands of another', async () => {
    const { db, store, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    await terminal(db, 'T-02');
    const { id } = await give('T-01', asked({ kind: 'collect-logs', lastMs: 60_000, level: 'info' }));
    await store.claimLinked(9);
    await store.acknowledged('T-02', id);
    expect(await store.reported('T-02', report(id, 'succeeded'))).toBe(false);
    expect(await store.filePart('T-02', { id, part: 0, data: 'AAAA' })).toBe(false);
    expect(await state(id)).toBe('delivered');
  });

  test('another tenant sees no command, no file, and takes none back', async () => {
    const { db, commands, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01');
    await expect(commands.give('other', 'T-01', asked(), TECHNICIAN)).rejects.toThrow('not-found');
    expect(await commands.list(['other'], { most: 9 })).toEqual([]);
    await expect(commands.get(['other'], id)).rejects.toThrow('not-found');
    await expect(commands.cancel(['other'], id, TECHNICIAN)).rejects.toThrow('not-found');
  });

  test('only what was not sent yet is taken back', async () => {
    const { db, store, commands, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const sent = await give('T-01');
    await store.claimLinked(9);
    const waiting = await give('T-01');
    await commands.cancel(TENANTS, waiting.id, TECHNICIAN);
    await expect(commands.cancel(TENANTS, sent.id, TECHNICIAN)).rejects.toThrow('sent-already');
    expect([await state(waiting.id), await state(sent.id)]).toEqual(['cancelled', 'delivered']);
    expect(await store.claimFor('T-01', 9)).toHaveLength(1);
  });

  test('a file comes in parts, in any order and twice, and only as a whole', async () => {
    const { db, clock, store, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01', asked({ kind: 'collect-logs', lastMs: 60_000, level: 'info' }));
    await store.claimLinked(9);
    const part = (number: number, text: string) => ({ id, part: number, data: Buffer.from(text).toString('base64') });
    await store.filePart('T-01', part(1, 'World'));
    await store.filePart('T-01', part(1, 'World'));
    const result = { kind: 'file', type: 'log-gzip', bytes: 10, parts: 2 } as const;
    expect(await store.file(TENANTS, id)).toBeUndefined();
    await store.filePart('T-01', part(0, 'Hello'));
    await store.reported('T-01', report(id, 'succeeded', { result }));
    expect((await store.file(TENANTS, id))?.data.toString()).toBe('HelloWorld');
    expect(await store.filePart('T-01', part(2, 'more')), 'it has ended').toBe(false);
    await clock.advance(RETENTION.commandFiles.keptMs + 1);
    expect(await store.erase()).toEqual({ commands: 0, files: 2 });
    expect(await store.file(TENANTS, id)).toBeUndefined();
  });

  test('what was not sent in time expires; of a silent terminal it is only supposed, and taken back when it speaks', async () => {
    const { db, clock, store, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const taken = await give('T-01');
    await store.claimLinked(9);
    await store.acknowledged('T-01', taken.id);
    const waiting = await give('T-01');
    await clock.advance(LIMITS.life);
    expect(await store.expire()).toBe(1);
    expect(await store.get(TENANTS, waiting.id)).toMatchObject({ state: 'expired', outcome: 'not-sent' });
    expect(await store.claimFor('T-01', 9), 'too late').toEqual([]);
    await clock.advance(LIMITS.noAnswerAfter);
    expect(await store.expire()).toBe(1);
    expect(await store.get(TENANTS, taken.id)).toMatchObject({ state: 'expired', outcome: 'no-answer' });
    expect(await store.reported('T-01', report(taken.id, 'succeeded'))).toBe(true);
    expect(await store.reported('T-01', report(waiting.id, 'succeeded'))).toBe(false);
    expect(await state(taken.id)).toBe('succeeded');
  });

  test('what was sent and did not arrive in time expires once its terminal, linked again, says nothing of it', async () => {
    const { db, clock, store, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01', { ...asked(), lifeMs: 2_000 });
    const [sent] = await store.claimLinked(9);
    expect(sent?.id).toBe(id);
    // The hub process died with it; the next link comes too late.
    await clock.advance(3_000);
    await db.updateTable('link').set({ since: clock.now() }).execute();
    expect(await store.claimFor('T-01', 9)).toEqual([]);
    await clock.advance(LIMITS.notArrivedAfter - 1);
    expect(await store.expire(), 'it may still be told').toBe(0);
    await clock.advance(1);
    expect(await store.expire()).toBe(1);
    expect(await store.get(TENANTS, id)).toMatchObject({ state: 'expired', outcome: 'not-arrived' });
    expect(await store.reported('T-01', report(id, 'succeeded')), 'it had arrived after all').toBe(true);
    expect(await state(id)).toBe('succeeded');
  });

  test('of a terminal that is not linked nobody supposes that a command did not arrive', async () => {
    const { db, clock, store, state, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01', { ...asked(), lifeMs: 2_000 });
    await store.claimLinked(9);
    await db.deleteFrom('link').execute();
    await clock.advance(2_000 + LIMITS.notArrivedAfter);
    expect(await store.expire()).toBe(0);
    expect(await state(id)).toBe('delivered');
  });

  test('commands that are long over are erased, and nothing else', async () => {
    const { db, clock, store, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    const { id } = await give('T-01');
    await store.claimLinked(9);
    await store.reported('T-01', report(id, 'succeeded'));
    const waiting = await give('T-01');
    await clock.advance(RETENTION.commands.keptMs + 1);
    expect((await store.erase()).commands).toBe(1);
    expect((await store.list(TENANTS, { most: 9 })).map((command) => command.id)).toEqual([waiting.id]);
  });

  test('a bulk command tells before whom it reaches and whom not, and why', async () => {
    const { db, commands, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    await terminal(db, 'T-02', null);
    await terminal(db, 'T-03');
    await terminal(db, 'T-04', 'p1', 'other');
    const print: CommandOrder = { kind: 'test-receipt' };
    await db.deleteFrom('terminalState').where('terminalId', '=', 'T-03').execute();
    const selection = { by: 'ids', ids: ['T-01', 'T-03', 'T-04', 'T-99'] } as const;
    expect(await commands.preview('default', print, selection)).toEqual({
      ...{ reached: 1, away: 0 },
      left: [
        { why: 'not-found', terminals: 2, first: ['T-04', 'T-99'] },
        { why: 'no-device', terminals: 1, first: ['T-01'] },
      ],
    });
    await give('T-03');
    expect(await commands.preview('default', CHECK, { by: 'filter' })).toEqual({
      ...{ reached: 2, away: 1 },
      left: [{ why: 'waiting', terminals: 1, first: ['T-03'] }],
    });
    expect((await commands.preview('default', CHECK, { by: 'filter', isLinked: false })).reached).toBe(1);
    expect((await commands.preview('default', CHECK, { by: 'filter', software: '2.0' })).reached).toBe(0);
    const some = { by: 'filter', except: ['T-01'] } as const;
    expect((await commands.preview('default', CHECK, some)).reached).toBe(1);
  });

  test('a bulk command is spread over time, counted until it is done, and stopped', async () => {
    const { db, clock, store, commands, rung } = await hubOf(databases);
    for (let n = 0; n < 4; n++) await terminal(db, `T-${n}`, n < 2 ? 'p1' : 'p2');
    const id = randomUUID();
    const request = { ...asked(), id, selection: { by: 'filter' }, spreadMs: 4_000 } as const;
    await commands.giveMany('default', request, TECHNICIAN);
    await commands.giveMany('default', request, TECHNICIAN);
    expect(rung.toSorted(), 'each process once, though it was asked twice').toEqual(['p1', 'p2']);
    const due = (await commands.list(TENANTS, { batchId: id, most: 9 })).map(
      ({ notBefore }) => notBefore - clock.now(),
    );
    expect(due.toSorted()).toEqual([0, 1_000, 2_000, 3_000]);
    await clock.advance(1_000);
    const [first, second] = await store.claimLinked(9);
    await store.reported('T-0', report(first?.id ?? '', 'succeeded'));
    expect(second?.terminalId).toBe('T-1');
    expect(await commands.stop(TENANTS, id, TECHNICIAN)).toBe(2);
    expect(await commands.stop(TENANTS, id, TECHNICIAN)).toBe(0);
    await expect(commands.stop(['other'], id, TECHNICIAN)).rejects.toThrow('not-found');
    expect((await commands.batch(TENANTS, id)).counts).toMatchObject({ succeeded: 1, delivered: 1, cancelled: 2 });
    expect((await commands.batches(TENANTS, 9))[0]).toMatchObject({ id, stoppedAt: clock.now() });
    const acts = await db.selectFrom('audit').select('act').execute();
    expect(acts.map(({ act }) => act)).toEqual(['commands.given.network-check', 'commands.stopped']);
  });

  test('ten thousand terminals are one bulk command', async () => {
    const { db, store, commands } = await hubOf(databases);
    // One statement, as fast as a test needs it.
    await sql`insert into "terminal" ("id", "tenantId", "fingerprint", "enrolledAt")
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
      select 'T-' || i, 'default', 'f-' || i, 1 from n`.execute(db);
    const request = { ...asked(), selection: { by: 'filter' }, spreadMs: 0 } as const;
    const batch = await commands.giveMany('default', request, TECHNICIAN);
    expect(batch.counts.queued).toBe(10_000);
    expect(await store.claimLinked(500), 'none is linked').toEqual([]);
    expect(await commands.stop(TENANTS, batch.id, TECHNICIAN)).toBe(10_000);
  });

  test('one terminal is not flooded', async () => {
    const { db, give } = await hubOf(databases);
    await terminal(db, 'T-01');
    for (let n = 0; n < LIMITS.openPerTerminal; n++) await give('T-01');
    await expect(give('T-01')).rejects.toThrow('too-many');
  });
});
