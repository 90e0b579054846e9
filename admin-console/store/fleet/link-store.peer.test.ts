import { expect, test } from 'vitest';
import type { Alert, DeviceReport, StatusReport } from '../../../fleet-link/contract.ts';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import type { Bell, BellSubject } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { DELAYS } from '../delays.ts';
import { startProcess } from '../processes.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createFleet } from './fleet-store.ts';
import { createLinkStore } from './link-store.ts';

const ALERT: Alert = { id: 'a', kind: 'payment-unclear', since: 1_000, packageId: null, reason: 'device-gone' };
const PRINTER: DeviceReport = {
  kind: 'receipt-printer',
  state: 'faulty',
  reason: 'paper-out',
  model: null,
  firmware: null,
  seenAt: 1,
};

const WHOLE = { filter: {}, after: null, from: 0, limit: 10, sort: 'id', isDescending: false } as const;

onEachDatabase((databases) => {
  /** One hub process of several on a database. */
  function hubProcess(db: HubDatabase, processId: string, clock: SimulatedClock) {
    const rung: string[] = [];
    const bell: Bell = {
      ring: (to: string, subject: BellSubject) => void rung.push(`${to} ${subject}`),
      onRing: () => () => {},
      close: async () => {},
    };
    const store = { db, bell, processId, onTakenForDead: () => () => {}, close: async () => {} };
    const links = createLinkStore(store, clock, silentLog);
    const soon = async <T>(work: Promise<T>): Promise<T> => {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      while (!isDone) await clock.advance(DELAYS.reportGather);
      return done;
    };
    return {
      rung,
      links,
      fleet: createFleet(db, bell, clock),
      open: (id: string, linkId: string, state: Partial<StatusReport> = {}) =>
        soon(
          links.opened({
            terminalId: id,
            linkId,
            fingerprint: `f-${id}`,
            certificateExpiresAt: 9_000,
            site: 'rathaus',
            state: { ...SAMPLE_REPORT, ...state },
          }),
        ),
      close: (id: string, linkId: string) => soon(links.closed(id, linkId)),
      written: () => soon(links.close()),
    };
  }
  async function started() {
    const db = await databases.open();
    const clock = new SimulatedClock();
    for (const id of ['T-1', 'T-2']) await enrolledRow(db, id);
    return { db, clock, one: hubProcess(db, 'p1', clock), two: hubProcess(db, 'p2', clock) };
  }
  const view = (of: ReturnType<typeof hubProcess>, id: string) => of.fleet.terminal(['default'], id);
  const list = (of: ReturnType<typeof hubProcess>) => of.fleet.page({ tenants: ['default'], ...WHOLE });

  test('sections replace what was told, the others stay, and null is told too', async () => {
    const { one } = await started();
    expect(await one.open('T-1', 'l1', { serviceId: 'hundesteuer', devices: [PRINTER] })).toBe(true);
    one.links.changed('T-1', 'l1', 5, { step: 'pay', serviceId: null });
    await one.written();
    expect(await view(one, 'T-1')).toMatchObject({
      online: true,
      site: 'rathaus',
      software: '0.1.0',
      status: { at: 5, step: 'pay', serviceId: null, devices: [PRINTER] },
    });
    expect(await list(one)).toMatchObject([
      { id: 'T-1', condition: 'limited', messages: { urgent: 0, soon: 1, note: 0 }, cause: { reason: 'paper-out' } },
      { id: 'T-2', condition: 'unreachable', online: false, cause: null },
    ]);
  });

  test('the newest link wins, on whichever process: the older is ordered to close, and says nothing any more', async () => {
    const { one, two } = await started();
    await one.open('T-1', 'l1');
    await two.open('T-1', 'l2', { step: 'catalogue' });
    expect(two.rung).toEqual(['p1 links']);
    one.links.changed('T-1', 'l1', 5, { step: 'pay' });
    await one.close('T-1', 'l1');
    expect(await view(one, 'T-1')).toMatchObject({ online: true, status: { step: 'catalogue' } });
    const order = { terminalId: 'T-1', linkId: 'l1', kind: 'close', detail: 'replaced' };
    expect([await one.links.takeOrders(), await one.links.takeOrders(), await two.links.takeOrders()]).toEqual([
      [order],
      [],
      [],
    ]);
  });

  test('a revoked terminal: the process that holds its link is ordered to close it, and no link is taken', async () => {
    const { one, two } = await started();
    await one.open('T-1', 'l1');
    expect(await two.fleet.revoke('T-1', 'tina', 'stolen')).toBe(true);
    expect(two.rung).toEqual(['p1 links']);
    expect(await one.links.takeOrders()).toMatchObject([{ terminalId: 'T-1', kind: 'close', detail: 'revoked' }]);
    expect(await one.links.admitted('f-T-1')).toBeUndefined();
    expect(await two.open('T-1', 'l2')).toBe(false);
  });

  test('a call for help that is taken over another process is told by the one that holds the link', async () => {
    const { one, two } = await started();
    await one.open('T-1', 'l1');
    const id = '6b2c7f44-0c1e-4c5e-9a51-52d2f0a1b001';
    expect(await one.links.help('T-1', { id, waitedMs: 0 })).toBe('received');
    expect(await two.fleet.takeHelp('T-1', id, 'tina')).toBe(true);
    expect(await two.fleet.takeHelp('T-1', id, 'tina')).toBe(false);
    expect(await one.links.takeOrders()).toMatchObject([{ terminalId: 'T-1', kind: 'help-taken', detail: id }]);
    expect(await one.links.help('T-1', { id, waitedMs: 9 })).toBe('taken');
  });

  test('the terminals of a process that was killed show offline once it is found dead', async () => {
    const { db, clock, one, two } = await started();
    const dead = await startProcess(db, 'p1', new SimulatedClock(clock.now()), silentLog);
    await one.open('T-1', 'l1');
    const living = await startProcess(db, 'p2', clock, silentLog);
    for (let beats = 0; beats < 5; beats++) await clock.advance(DELAYS.processBeat);
    await expect.poll(async () => (await list(two))[0]?.online).toBe(false);
    await living.stop();
    await dead.stop();
  });

  test('what one terminal tells twice or wrongly keeps nothing of the others from being written', async () => {
    const { one } = await started();
    await one.open('T-2', 'l2');
    one.links.changed('T-2', 'l2', 7, { step: 'pay' });
    await one.open('T-1', 'l1', { alerts: [ALERT, { ...ALERT, reason: 'other' }] });
    expect((await view(one, 'T-1')).alerts).toMatchObject([{ id: 'a', reason: 'other' }]);
    expect((await view(one, 'T-2')).status?.step).toBe('pay');
  });

  test('what the database cannot store is dropped for that terminal alone, which is told', async () => {
    const { one } = await started();
    await one.open('T-2', 'l2');
    const told: string[] = [];
    one.links.onUnwritable((id) => told.push(id));
    one.links.changed('T-2', 'l2', 7, { step: 'pay' });
    const isTaken = await one.open('T-1', 'l1', { journal: { seq: 1, hash: null as unknown as string } });
    expect([isTaken, told]).toEqual([false, ['T-1']]);
    expect((await view(one, 'T-2')).status?.step).toBe('pay');
    expect((await view(one, 'T-1')).online).toBe(false);
  });

  test('a page begins after an id and holds so many, and says which condition', async () => {
    const { one } = await started();
    await one.open('T-2', 'l1');
    const query = { tenants: ['default'], ...WHOLE };
    const ids = async (change: object) => (await one.fleet.page({ ...query, ...change })).map(({ id }) => id);
    expect(await ids({ limit: 1 })).toEqual(['T-1']);
    expect(await ids({ after: 'T-1' })).toEqual(['T-2']);
    expect(await ids({ tenants: ['another'] })).toEqual([]);
    expect(await ids({ filter: { condition: 'unreachable' } })).toEqual(['T-1']);
    expect(await ids({ filter: { condition: 'in-service' } })).toEqual(['T-2']);
    expect(await ids({ filter: { text: 'RAT' } })).toEqual(['T-2']);
    expect(await one.fleet.totals(['default'])).toEqual({
      terminals: 2,
      online: 1,
      help: 0,
      conditions: { 'in-service': 1, unreachable: 1 },
    });
  });

  test('ten thousand terminals: a page of two hundred is below 100 kB', async () => {
    const { db, one } = await started();
    const tenantId = 'e2b1f9a0-52d2-4c5e-9a51-6b2c7f440c1e';
    for (let n = 0; n < 200; n++) await enrolledRow(db, `MUSTERSTADT-RATHAUS-${n}`, tenantId);
    await db
      .updateTable('terminal')
      .set({ locationId: tenantId, site: 'musterstadt-stadtbibliothek', software: '12.34.56' })
      .execute();
    const page = await one.fleet.page({ ...WHOLE, tenants: [tenantId], limit: 200 });
    expect(page.length).toBe(200);
    expect(JSON.stringify(page).length).toBeLessThan(95_000);
  });

  test('a batch that was written says of how many terminals it is, how many reports, and how late it is', async () => {
    const { one } = await started();
    const batches: unknown[] = [];
    one.links.onBatch((batch) => batches.push(batch));
    const opened = Promise.all([one.open('T-1', 'l1'), one.open('T-2', 'l2')]);
    one.links.changed('T-1', 'l1', 2, { step: 'form' });
    await opened;
    expect(batches).toEqual([{ terminals: 2, reports: 3, milliseconds: expect.any(Number), isWritten: true }]);
  });

  test('a batch that could not be written is told, and goes on counting from when it was told first', async () => {
    const { db, clock, one } = await started();
    const batches: { isWritten: boolean; reports: number; milliseconds: number }[] = [];
    one.links.onBatch((batch) => batches.push(batch));
    await db.destroy();
    one.links.changed('T-1', 'l1', 2, { step: 'form' });
    await clock.advance(DELAYS.reportGather);
    one.links.changed('T-2', 'l2', 2, { step: 'form' });
    await clock.advance(DELAYS.reportRetry);
    expect(batches).toMatchObject([
      { reports: 1, milliseconds: DELAYS.reportGather, isWritten: false },
      { reports: 2, milliseconds: DELAYS.reportGather + DELAYS.reportRetry, isWritten: false },
    ]);
  });

  const clockAndCertificate = (db: HubDatabase, id: string) =>
    db
      .selectFrom('terminal')
      .select(['certificateExpiresAt', 'clockOffMs', 'changedAt'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  test('at hello the end of the certificate is kept, and how far the clock is off', async () => {
    const { db, clock, one } = await started();
    const at = clock.now() - 200_000;
    await one.open('T-1', 'l1', { at });
    const { certificateExpiresAt, clockOffMs } = await clockAndCertificate(db, 'T-1');
    expect([certificateExpiresAt, clockOffMs]).toEqual([9_000, -200_000]);
  });

  test('a clock that jumps while the terminal is linked is noticed, also if nothing else has changed', async () => {
    const { db, clock, one } = await started();
    await one.open('T-1', 'l1', { at: clock.now() });
    const before = await clockAndCertificate(db, 'T-1');
    await clock.advance(1_000);
    one.links.changed('T-1', 'l1', clock.now() + 3_600_000, {});
    await one.written();
    const after = await clockAndCertificate(db, 'T-1');
    expect(after.clockOffMs).toBeGreaterThan(3_590_000);
    expect(after.changedAt).toBeGreaterThan(before.changedAt);
  });

  test('a clock that is off as before is not written down again', async () => {
    const { db, clock, one } = await started();
    await one.open('T-1', 'l1', { at: clock.now() });
    const before = await clockAndCertificate(db, 'T-1');
    await clock.advance(60_000);
    one.links.changed('T-1', 'l1', clock.now() + DELAYS.clockStep / 2, { counts: { 'session.completed': 1 } });
    await one.written();
    expect(await clockAndCertificate(db, 'T-1')).toEqual(before);
  });

  test('what a link that was replaced says of the clock does not count', async () => {
    const { db, clock, one, two } = await started();
    await one.open('T-1', 'l1', { at: clock.now() });
    await two.open('T-1', 'l2', { at: clock.now() });
    const before = await clockAndCertificate(db, 'T-1');
    one.links.changed('T-1', 'l1', clock.now() + 3_600_000, {});
    await one.written();
    expect((await clockAndCertificate(db, 'T-1')).clockOffMs).toBe(before.clockOffMs);
  });
});
