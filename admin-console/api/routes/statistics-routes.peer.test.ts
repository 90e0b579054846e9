import fastify from 'fastify';
import { expect, test } from 'vitest';
import type { CountedPeriod } from '../../../fleet-link/statistics.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Grant } from '../../domain/access/principal.ts';
import { createStatisticsStore } from '../../store/statistics/statistics-store.ts';
import { onEachDatabase } from '../../store/test-support/on-each-database.ts';
import type { Caller } from '../route.ts';
import { serveRoutes } from '../serve-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';

const HOUR: CountedPeriod = {
  period: '2026-06-09T09+02:00',
  rows: [
    { metric: 'visits', values: ['information'], count: 40 },
    { metric: 'visits', values: ['transaction'], count: 12 },
    { metric: 'begun', values: ['parking'], count: 12 },
    { metric: 'finished', values: ['parking'], count: 9 },
    { metric: 'abandoned', values: ['parking', 'identify', 'no-eid'], count: 2 },
    { metric: 'abandoned', values: ['parking', 'pay', 'payment-declined'], count: 1 },
    { metric: 'availability', values: ['parking', 'usable'], count: 57 },
    { metric: 'availability', values: ['parking', 'off'], count: 3 },
  ],
};
const JUNE = 'from=2026-06&to=2026-06';

onEachDatabase((databases) => {
  async function hub(...grants: Grant[]) {
    const db = await databases.open();
    const clock = new SimulatedClock(Date.UTC(2026, 5, 10, 12));
    await db.insertInto('tenant').values({ id: 'b', name: 'B', createdAt: 0 }).execute();
    await db
      .insertInto('location')
      .values({ id: 'l1', tenantId: 'default', name: 'Rathaus', address: null, latitude: null, longitude: null })
      .execute();
    await db
      .insertInto('terminal')
      .values({ id: 'T-1', tenantId: 'default', locationId: 'l1', fingerprint: 'f', enrolledAt: 0 } as never)
      .execute();
    const store = createStatisticsStore(db, clock);
    await store.take('T-1', [HOUR]);
    const app = fastify();
    const gate = {
      authenticate: async () => ({ kind: 'user' as const, id: 'u', name: 'u', grants }),
      tenants: async () => ['default', 'b'],
      caller: () => ({}) as Caller,
    };
    serveRoutes(
      app,
      statisticsRoutes(
        store,
        { serviceTitles: async () => [{ id: 'hundesteuer', titles: { de: 'Hundesteuer' } }] },
        clock,
      ),
      gate,
      silentLog,
    );
    return (path: string, tenant = 'default') => app.inject(`/api/tenants/${tenant}/statistics/${path}`).then((r) => r);
  }
  const viewer: Grant = { tenantId: 'default', role: 'viewer' };

  test('a table in JSON', async () => {
    const ask = await hub(viewer);
    expect((await ask(`table?metric=visits&${JUNE}&by=location,purpose`)).json()).toEqual({
      metric: 'visits',
      unit: 'times',
      from: '2026-06',
      to: '2026-06',
      by: ['location', 'purpose'],
      rows: [
        { values: ['l1', 'information'], count: 40 },
        { values: ['l1', 'transaction'], count: 12 },
      ],
      total: 52,
      threshold: 5,
    });
  });

  test('small counts come in no form', async () => {
    const ask = await hub(viewer);
    const table = (await ask(`table?metric=abandoned&${JUNE}&by=reason`)).json();
    expect(table.rows.map(({ count }: { count: number | null }) => count)).toEqual([null, null]);
    const csv = (await ask(`table.csv?metric=abandoned&${JUNE}&by=reason`)).body;
    expect(csv).toBe('\uFEFFreason,count\r\nno-eid,\r\npayment-declined,\r\n');
    const answers = (await ask(`answers?${JUNE}`)).json();
    expect(JSON.stringify(answers)).not.toContain('reason.');
  });

  test('a table in CSV with German headers and names', async () => {
    const ask = await hub(viewer);
    const answer = await ask(`table.csv?metric=visits&${JUNE}&by=location,weekday&language=de`);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.body).toBe('\uFEFFStandort,Wochentag,Anzahl\r\nRathaus,Dienstag,52\r\n');
  });

  test('the questions of the pilots, in sentences', async () => {
    const ask = await hub(viewer);
    const answers = (await ask(`answers?${JUNE}&language=de`)).json();
    expect(answers.map(({ title }: { title: string }) => title)).toEqual([
      'Brauchen wir Scanner?',
      'Karte oder online?',
      'Woran scheitern Anträge?',
      'Lohnt sich der Standort?',
      'Wann wird es genutzt?',
      'Welche Sprachen?',
    ]);
    expect(answers[2].facts[0].sentence).toBe('Von 12 begonnenen Vorgängen wurden 9 abgeschlossen (75 %).');
    expect(answers[3].facts[0].sentence).toBe(
      'Rathaus: 52 Besuche, davon 12 mit einem begonnenen Vorgang, 9 Vorgänge abgeschlossen; nutzbar in 95 % der Öffnungszeit.',
    );
  });

  test('the report of a month is a PDF, also of a month without counts', async () => {
    const ask = await hub(viewer);
    for (const month of ['2026-06', '2020-01']) {
      const answer = await ask(`report.pdf?month=${month}`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  test('two periods side by side', async () => {
    const ask = await hub(viewer);
    const periods = 'beforeFrom=2026-05&beforeTo=2026-05&afterFrom=2026-06&afterTo=2026-06';
    expect((await ask(`comparison?metric=finished&by=service&${periods}`)).json()).toEqual([
      { values: ['parking'], before: 0, after: 9, change: null },
      { values: [], before: 0, after: 9, change: null },
    ]);
  });

  test('another tenant’s counts are nobody else’s', async () => {
    const ask = await hub({ tenantId: 'b', role: 'owner' });
    expect((await ask(`table?metric=visits&${JUNE}`)).statusCode).toBe(403);
    expect((await ask(`table?metric=visits&${JUNE}`, 'b')).json()).toMatchObject({ total: 0, rows: [] });
    expect((await ask(`table?metric=visits&${JUNE}`, 'all')).json()).toMatchObject({ total: 0 });
  });

  test.each([
    'table?metric=names&from=2026-06&to=2026-06',
    'table?metric=visits&from=2026-13&to=2026-06',
    'table?metric=visits&from=2026-06-09&to=2026-06-09',
    'table?metric=visits&from=2026-06&to=2026-06&by=reason',
    'report.pdf?month=June',
  ])('what cannot be asked is refused: %s', async (path) => {
    const ask = await hub(viewer);
    const answer = await ask(path);
    expect([answer.statusCode, answer.json()]).toEqual([400, { reason: 'malformed' }]);
  });
});
