import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { fleetFigures } from './fleet-figures.ts';

async function link(db: HubDatabase, terminalId: string) {
  await db.insertInto('link').values({ terminalId, processId: 'p', linkId: terminalId, since: 1 }).execute();
}

async function command(db: HubDatabase, terminalId: string, notBefore: number, state: 'queued' | 'failed' = 'queued') {
  const nothing = { batchId: null, reason: null, deliveredAt: null, deliveredBy: null, acknowledgedAt: null };
  await db
    .insertInto('command')
    .values({
      ...nothing,
      ...{ startedAt: null, finishedAt: null, outcome: null, result: null, order: '{}', urgent: 0, actor: 'a' },
      ...{ id: `${terminalId}-${notBefore}-${state}`, tenantId: 'default', terminalId, kind: 'network-check' },
      ...{ createdAt: 1, notBefore, expiresAt: 1, state },
    })
    .execute();
}

interface Ran {
  readonly runningDigest?: string;
  readonly fault?: string;
  readonly refusedVersion?: number;
  readonly digest?: string | null;
}
async function configured(db: HubDatabase, terminalId: string, ran: Ran) {
  const nothing = { fault: null, running: null, runningDigest: null, staged: null, refusedVersion: null };
  await db
    .insertInto('configurationTarget')
    .values({
      ...{ terminalId, releases: '[]', version: 2, digest: 'new', madeAt: 1, isRollBack: 0, trusted: 0, isOnTrial: 0 },
      ...nothing,
      ...{ refusedReason: null, refusedDetail: null, reportedAt: 1 },
      ...ran,
    })
    .execute();
}

async function episode(db: HubDatabase, id: string, severity: string, state: string) {
  const nothing = { reason: null, openedAt: null, clearSince: null, closedAt: null, acknowledgedAt: null, live: null };
  await db
    .insertInto('alertEpisode')
    .values({
      ...{ id, tenantId: 'default', terminalId: 'T-1', cause: 'offline', subject: '', severity, state, since: 1 },
      ...nothing,
      ...{ acknowledgedBy: null, assignee: null, step: 0, dueAt: null, version: 1 },
    })
    .execute();
}

onEachDatabase((databases) => {
  async function opened() {
    const db = await databases.open();
    const clock = new SimulatedClock();
    return { db, clock, figures: () => fleetFigures(db, clock) };
  }

  test('a hub without terminals has nothing to count', async () => {
    const { figures } = await opened();
    expect(await figures()).toEqual({
      terminals: [],
      configuration: [],
      alerts: [],
      commands: {},
      oldestCommandWaits: { connected: 0, offline: 0 },
      messages: {},
      rollouts: [],
      processes: 0,
    });
  });

  test('terminals are counted by tenant and link, revoked ones are not', async () => {
    const { db, figures } = await opened();
    await db.insertInto('tenant').values({ id: 'b', name: 'B', createdAt: 1 }).execute();
    for (const id of ['T-1', 'T-2', 'T-3']) await enrolledRow(db, id);
    await enrolledRow(db, 'B-1', 'b');
    await link(db, 'T-1');
    await link(db, 'B-1');
    await db.updateTable('terminal').set({ revokedAt: 1 }).where('id', '=', 'T-3').execute();
    expect((await figures()).terminals.toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1))).toEqual([
      { tenant: 'b', connected: 1, offline: 0 },
      { tenant: 'default', connected: 1, offline: 1 },
    ]);
  });

  test('configuration: what runs, beside what is wanted', async () => {
    const { db, figures } = await opened();
    for (const id of ['none', 'nothing-wanted', 'runs', 'old', 'fresh', 'refuses', 'was-refused', 'no-bundle'])
      await enrolledRow(db, id);
    await configured(db, 'nothing-wanted', { digest: null });
    await configured(db, 'runs', { runningDigest: 'new' });
    await configured(db, 'old', { runningDigest: 'old' });
    await configured(db, 'fresh', {});
    await configured(db, 'refuses', { runningDigest: 'old', refusedVersion: 2 });
    await configured(db, 'was-refused', { runningDigest: 'old', refusedVersion: 1 });
    await configured(db, 'no-bundle', { runningDigest: 'new', fault: 'missing-text' });
    expect((await figures()).configuration).toEqual([
      { tenant: 'default', upToDate: 1, behind: 3, refused: 2, hasNone: 2 },
    ]);
  });

  test('commands by state, and how long the oldest has been due, whether or not its terminal is there', async () => {
    const { db, clock, figures } = await opened();
    for (const id of ['T-1', 'T-2']) await enrolledRow(db, id);
    await link(db, 'T-1');
    await command(db, 'T-1', clock.now() - 5_000);
    await command(db, 'T-1', clock.now() + 60_000);
    await command(db, 'T-1', clock.now() - 99_000, 'failed');
    await command(db, 'T-2', clock.now() - 7_000);
    expect(await figures()).toMatchObject({
      commands: { queued: 3, failed: 1 },
      oldestCommandWaits: { connected: 5_000, offline: 7_000 },
    });
  });

  test('rollouts are counted by state', async () => {
    const { db, figures } = await opened();
    const nothing = { resumesTo: null, ringSince: null, soakSince: null, startedAt: null, startedBy: null };
    const notStopped = { stoppedAt: null, stoppedItself: null, stopReason: null, stopTerminalId: null };
    for (const [id, state] of [
      ['a', 'running'],
      ['b', 'running'],
      ['c', 'stopped'],
    ] as const) {
      await db
        .insertInto('rollout')
        .values({
          ...{ id, state, tenantId: 'default', kind: 'configuration', releaseId: id, title: id, plan: '{}' },
          ...{
            authors: '[]',
            ring: 0,
            revision: 1,
            createdAt: 1,
            createdBy: 'a',
            dueAt: 1,
            holder: null,
            leaseUntil: 0,
          },
          ...{ ...nothing, ...notStopped, explainedAt: null },
        })
        .execute();
    }
    expect((await figures()).rollouts.toSorted((a, b) => (a.state < b.state ? -1 : 1))).toEqual([
      { tenant: 'default', state: 'running', count: 2 },
      { tenant: 'default', state: 'stopped', count: 1 },
    ]);
  });

  test('of alerts only those count that are open', async () => {
    const { db, figures } = await opened();
    await episode(db, 'a', 'urgent', 'open');
    await episode(db, 'b', 'urgent', 'open');
    await episode(db, 'c', 'urgent', 'muted');
    await episode(db, 'd', 'note', 'closed');
    expect((await figures()).alerts).toEqual([{ tenant: 'default', severity: 'urgent', count: 2 }]);
  });
});
