import { beforeEach, describe, expect, test } from 'vitest';
import { PAPER_METERS } from '../../../fleet-link/paper-meters.ts';
import type { TerminalFilter } from '../../contract/terminals/terminal-filter.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { countOf } from './list-order.ts';
import { pageOfSummaries, softwareInUse } from './summaries.ts';

const WHOLE = { filter: {}, after: null, from: 0, limit: 10, sort: 'id', isDescending: false } as const;

interface Made {
  readonly condition?: string;
  readonly isLinked?: boolean;
  readonly seenAt?: number;
  readonly locationId?: string;
  readonly software?: string;
  readonly tags?: readonly string[];
  /** Millimetres of a roll of 100. */
  readonly paper?: number;
}

onEachDatabase((databases) => {
  let db: HubDatabase;
  beforeEach(async () => {
    db = await databases.open();
    const at = { tenantId: 'default', address: null, latitude: null, longitude: null };
    await db
      .insertInto('location')
      .values({ ...at, id: 'l-1', name: 'Rathaus' })
      .execute();
    await db
      .insertInto('location')
      .values({ ...at, id: 'l-2', name: 'Bürgeramt 100%' })
      .execute();
    await made('A-1', { condition: 'in-service', locationId: 'l-1', software: '2.0', paper: 80 });
    await made('A-2', { condition: 'limited', locationId: 'l-2', software: '1.0', tags: ['pilot', 'Nord'], paper: 5 });
    await made('A-3', { condition: 'out-of-service', tags: ['pilot'], software: '2.0' });
    await made('A-4', { condition: 'in-service', isLinked: false, seenAt: 20 });
    await made('A-5', { isLinked: false, seenAt: 10 });
    await db.updateTable('terminal').set({ name: 'foyer' }).where('id', '=', 'A-1').execute();
  });

  async function made(id: string, made: Made): Promise<void> {
    const { condition = null, isLinked = true, seenAt = null, locationId = null, software = null, tags = [] } = made;
    await enrolledRow(db, id);
    await db.updateTable('terminal').set({ condition, seenAt, locationId, software }).where('id', '=', id).execute();
    const link = { terminalId: id, processId: 'p', linkId: `l-${id}`, since: 1 };
    if (isLinked) await db.insertInto('link').values(link).execute();
    for (const tag of tags) await db.insertInto('terminalTag').values({ terminalId: id, tag }).execute();
    const sections = { timeZone: '""', software: '{}', step: '""', serviceId: 'null', mode: '""', cardLeft: 'false' };
    const rest = { devices: '[]', portals: '{}', services: '[]', outbox: '{}' };
    const counts = {
      [PAPER_METERS.onRoll]: made.paper,
      [PAPER_METERS.roll]: made.paper === undefined ? undefined : 100,
    };
    const state = { terminalId: id, at: 1, ...sections, ...rest, counts: JSON.stringify(counts) };
    await db.insertInto('terminalState').values(state).execute();
  }
  const page = (change: object) => pageOfSummaries(db, { tenants: ['default'], ...WHOLE, ...change });
  const ids = async (change: object) => (await page(change)).map(({ id }) => id.at(-1)).join('');

  describe('in order', () => {
    test.each([
      ['id', '12345', '54321'],
      ['name', '23451', '15432'],
      ['state', '34521', '12453'],
      ['place', '21345', '12345'],
      ['software', '21345', '13245'],
      ['seen', '54123', '12345'],
      ['paper', '21345', '12345'],
    ])('of %s', async (sort, up, down) => {
      expect([await ids({ sort }), await ids({ sort, isDescending: true })]).toEqual([up, down]);
    });

    test('a part begins at any place of it', async () => {
      expect(await ids({ sort: 'state', from: 1, limit: 2 })).toBe('45');
      expect(await ids({ from: 9 })).toBe('');
    });

    test('somebody who asks for a person comes first', async () => {
      await db.insertInto('help').values({ terminalId: 'A-1', id: 'h', since: 1, takenAt: null }).execute();
      expect(await ids({ sort: 'state', limit: 1 })).toBe('1');
    });

    test('what works but needs a person at once stands before what only works', async () => {
      await made('A-6', { condition: 'in-service' });
      const none = { openedAt: 1, clearSince: null, closedAt: null, acknowledgedAt: null, acknowledgedBy: null };
      const rest = { assignee: null, dueAt: null, reason: null, subject: '', since: 1, step: 0, version: 1 };
      const is = { tenantId: 'default', cause: 'unclear', state: 'open' };
      for (const [id, terminalId, severity] of [
        ['e-1', 'A-1', 'soon'],
        ['e-6', 'A-6', 'urgent'],
      ] as const)
        await db
          .insertInto('alertEpisode')
          .values({ id, terminalId, severity, live: id, ...is, ...none, ...rest })
          .execute();
      expect(await ids({ sort: 'state' })).toBe('345261');
    });
  });

  test.each<[string, TerminalFilter]>([
    ['1', { condition: 'in-service' }],
    ['45', { condition: 'unreachable' }],
    ['23', { tags: ['pilot'] }],
    ['2', { tags: ['pilot', 'Nord'] }],
    ['13', { software: '2.0' }],
    ['12', { locationIds: ['l-1', 'l-2'] }],
    ['123', { isLinked: true }],
    ['1', { text: 'rathaus' }],
    ['2', { text: '100%' }],
    ['2', { text: 'nord' }],
    ['1', { text: 'Foyer' }],
    ['', { text: '1%0' }],
    ['', { text: 'A_1' }],
    ['3', { condition: 'out-of-service', tags: ['pilot'], text: 'a-' }],
  ])('the filter leaves %s, and as many are counted: %j', async (left, filter) => {
    expect(await ids({ filter })).toBe(left);
    expect(await countOf(db, ['default'], filter)).toBe(left.length);
  });

  test('a cause: an alert of it stands there, about this and for this reason where that is meant', async () => {
    const nothing = {
      subject: '',
      severity: 'soon',
      reason: null,
      openedAt: 1,
      clearSince: null,
      acknowledgedAt: null,
    };
    const rest = {
      acknowledgedBy: null,
      assignee: null,
      step: 0,
      dueAt: null,
      version: 1,
      tenantId: 'default',
      since: 1,
    };
    const episode = (terminalId: string, state: string, closedAt: number | null = null) => ({
      ...{ ...nothing, ...rest, id: `e-${terminalId}`, terminalId, cause: 'paper-ends', state, closedAt },
      live: closedAt === null ? `${terminalId}/paper-ends/` : null,
    });
    const printer = { cause: 'device', subject: 'receipt-printer', reason: 'paper-out', live: 'A-4/device' };
    const episodes = [
      ...[episode('A-1', 'open'), episode('A-2', 'pending'), episode('A-3', 'closed', 2)],
      { ...episode('A-4', 'open'), ...printer },
    ];
    await db.insertInto('alertEpisode').values(episodes).execute();
    expect(await ids({ filter: { cause: 'paper-ends' } })).toBe('12');
    expect(await ids({ filter: { cause: 'device' } })).toBe('4');
    expect(await ids({ filter: { cause: 'device.receipt-printer.paper-out' } })).toBe('4');
    expect(await ids({ filter: { cause: 'device.receipt-printer.cutter-error' } })).toBe('');
    expect(await ids({ filter: { cause: 'device.scanner' } })).toBe('');
  });

  test('a row has its tags and what is left of its paper', async () => {
    const [, second, third] = await page({});
    expect(second).toMatchObject({ tags: ['Nord', 'pilot'], paper: 0.05 });
    expect(third).toMatchObject({ tags: ['pilot'], paper: null });
  });

  test('versions in use, the most used first', async () => {
    expect(await softwareInUse(db, ['default'])).toEqual([
      { version: '2.0', terminals: 2 },
      { version: '1.0', terminals: 1 },
    ]);
  });
});
