import { beforeEach, expect, test } from 'vitest';
import type { LogBatch } from '../../../fleet-link/log-lines.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { LOG_VIEW } from '../../domain/log-views.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { takeOrders } from '../fleet/link-orders.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createLogViews, eraseOldLogs } from './log-views.ts';

const batch = (event: string, omitted = 0): LogBatch => ({
  lines: [{ at: 1, level: 'info', event, fields: {} }],
  omitted,
});

onEachDatabase((databases) => {
  let db: HubDatabase;
  let clock: SimulatedClock;
  let rung: string[];
  let views: ReturnType<typeof createLogViews>;
  beforeEach(async () => {
    db = await databases.open();
    clock = new SimulatedClock(1_000_000);
    rung = [];
    const bell = { ring: (id: string, what: string) => void rung.push(`${id} ${what}`), onRing: () => () => {} };
    views = createLogViews(db, { ...bell, close: async () => {} }, clock);
    await enrolledRow(db, 'T-1');
    await link('l1');
  });
  const link = (linkId: string) =>
    db.insertInto('link').values({ terminalId: 'T-1', processId: 'p1', linkId, since: 1 }).execute();
  const events = ({ batches }: Awaited<ReturnType<typeof views.read>>) =>
    batches.flatMap(({ lines }) => lines.map(({ event }) => event));

  test('the process that holds the link is asked, and what arrives is read once by number', async () => {
    const { id } = await views.begin('T-1', 'anna', 'Drucker steht');
    expect(rung).toEqual(['p1 links']);
    expect(await takeOrders(db, 'p1')).toEqual([
      { terminalId: 'T-1', linkId: 'l1', kind: 'read-log', detail: `${clock.now() + LOG_VIEW.renewed}` },
    ]);
    expect(await views.read('T-1', id, 'anna', 0)).toEqual({ state: 'asked', batches: [] });
    await views.answered('T-1', 'reading');
    await views.arrived('T-1', batch('a.b', 3));
    const first = await views.read('T-1', id, 'anna', 0);
    expect(first).toMatchObject({ state: 'reading', batches: [{ ...batch('a.b'), omitted: 3 }] });
    await views.arrived('T-1', batch('c.d'));
    expect(events(await views.read('T-1', id, 'anna', first.batches[0]?.number ?? 0))).toEqual(['c.d']);
  });

  test('who reads, and why, stands in the audit', async () => {
    await views.begin('T-1', 'anna', 'Drucker steht');
    expect(await db.selectFrom('audit').select(['actor', 'act', 'subject', 'reason']).execute()).toEqual([
      { actor: 'anna', act: 'terminal.log-read', subject: 'T-1', reason: 'Drucker steht' },
    ]);
  });

  test('it ends when nobody renews, and ten minutes after its beginning in any case', async () => {
    const { id } = await views.begin('T-1', 'anna', 'Drucker steht');
    const steps = LOG_VIEW.longest / 20_000;
    for (let n = 0; n < steps - 1; n++) {
      await clock.advance(20_000);
      await views.renew('T-1', id, 'anna');
    }
    await clock.advance(19_999);
    expect((await views.read('T-1', id, 'anna', 0)).state).toBe('asked');
    await clock.advance(1);
    expect((await views.read('T-1', id, 'anna', 0)).state).toBe('over');
    expect(await views.renew('T-1', id, 'anna').catch(reasonOf)).toBe('not-found');
    const other = await views.begin('T-1', 'anna', 'noch einmal');
    await clock.advance(LOG_VIEW.renewed);
    expect((await views.read('T-1', other.id, 'anna', 0)).state).toBe('over');
  });

  test('a terminal without a link is not read, and nothing is written', async () => {
    await db.deleteFrom('link').execute();
    expect(await views.begin('T-1', 'anna', 'Drucker steht').catch(reasonOf)).toBe('not-linked');
    expect(await db.selectFrom('logView').select('id').execute()).toEqual([]);
    expect(await db.selectFrom('audit').select('act').execute()).toEqual([]);
  });

  test('a link that is lost is said, and the next one is asked', async () => {
    const { id } = await views.begin('T-1', 'anna', 'Drucker steht');
    await db.deleteFrom('link').execute();
    expect((await views.read('T-1', id, 'anna', 0)).state).toBe('away');
    await link('l2');
    await takeOrders(db, 'p1');
    await views.renew('T-1', id, 'anna');
    expect(await takeOrders(db, 'p1')).toMatchObject([{ linkId: 'l2', kind: 'read-log' }]);
  });

  test("another person's view, and one of another terminal, is not found", async () => {
    const { id } = await views.begin('T-1', 'anna', 'Drucker steht');
    for (const [terminal, actor] of [
      ['T-1', 'bert'],
      ['T-2', 'anna'],
    ] as const)
      expect(await views.read(terminal, id, actor, 0).catch(reasonOf)).toBe('not-found');
  });

  test('whoever comes second sees what the first one sees; what was there before nobody', async () => {
    await views.arrived('T-1', batch('long.ago'));
    await clock.advance(1_000);
    await views.begin('T-1', 'anna', 'Drucker steht');
    await views.arrived('T-1', batch('a.b'));
    await clock.advance(1_000);
    const { id } = await views.begin('T-1', 'bert', 'ich auch');
    expect(events(await views.read('T-1', id, 'bert', 0))).toEqual(['a.b']);
  });

  test('lines and views are erased after their time', async () => {
    await views.begin('T-1', 'anna', 'Drucker steht');
    await views.arrived('T-1', batch('a.b'));
    await clock.advance(RETENTION.logs.keptMs);
    expect(await eraseOldLogs(db, clock)).toBe(0);
    await clock.advance(LOG_VIEW.longest + 1);
    expect(await eraseOldLogs(db, clock)).toBe(1);
    expect(await db.selectFrom('logView').select('id').execute()).toEqual([]);
  });
});
