import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createEnrolment } from '../domain/enrolment.ts';
import type { HubDatabase } from './database.ts';
import { createEnrolmentStore } from './enrolment-store.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

onEachDatabase((databases) => {
  function enrolmentOn(db: HubDatabase, clock: SimulatedClock) {
    let made = 0;
    const authority = {
      caPem: 'CA',
      caFingerprint: 'ca',
      issue: async () => ({ certificatePem: 'PEM', fingerprint: `f${++made}` }),
    };
    return createEnrolment(createEnrolmentStore(db, clock), authority, clock);
  }
  async function enrolled() {
    const db = await databases.open();
    await db.insertInto('tenant').values({ id: 'b', name: 'B', createdAt: 1 }).execute();
    await db
      .insertInto('location')
      .values({ id: 'hall', tenantId: 'default', name: 'Rathaus', address: null, latitude: null, longitude: null })
      .execute();
    const clock = new SimulatedClock();
    const enrolment = enrolmentOn(db, clock);
    const enrol = async (locationId: string | null, tenantId = 'default') => {
      const { code } = await enrolment.createCode({ terminalId: 'T-01', tenantId, locationId }, 'tina');
      return enrolment.enrol({ code, terminalId: 'T-01', csrPem: 'CSR' });
    };
    await enrol('hall');
    const row = () => db.selectFrom('terminal').selectAll().where('id', '=', 'T-01').executeTakeFirstOrThrow();
    return { db, enrolment, enrol, row, clock };
  }

  test('a machine that replaces another stands where that stood, and the old one is cut off', async () => {
    const { db, enrol, row } = await enrolled();
    await db.insertInto('link').values({ terminalId: 'T-01', processId: 'p1', linkId: 'l1', since: 1 }).execute();
    await enrol(null);
    expect(await row()).toMatchObject({ tenantId: 'default', locationId: 'hall', fingerprint: 'f2' });
    expect(await db.selectFrom('linkOrder').select(['linkId', 'detail']).execute()).toEqual([
      { linkId: 'l1', detail: 'enrolled-again' },
    ]);
  });

  test('hostile: another tenant cannot take over a terminal by making a code for its name', async () => {
    const { enrol, row } = await enrolled();
    await expect(enrol(null, 'b')).rejects.toMatchObject({ reason: 'terminal-of-another-tenant' });
    expect(await row()).toMatchObject({ tenantId: 'default', fingerprint: 'f1' });
  });

  test('a terminal that is enrolled again on command stays the same installation, its journal and alerts with it', async () => {
    const { db, enrolment, row, clock } = await enrolled();
    const head = { terminalId: 'T-01', seq: 7, hash: 'a', brokenAt: null, reason: null };
    await db.insertInto('journalHead').values(head).execute();
    const place = { terminalId: 'T-01', tenantId: 'default', locationId: null };
    const { code } = await enrolment.createReenrolmentCode(place, clock.now() + 60_000, 'tina');
    await enrolment.renew('T-01', 'CSR', code);
    expect(await row()).toMatchObject({ fingerprint: 'f1', nextFingerprint: 'f2', locationId: 'hall' });
    expect(await db.selectFrom('journalHead').selectAll().execute()).toMatchObject([{ seq: 7 }]);
    const acts = await db.selectFrom('audit').select(['actor', 'act']).orderBy('id').execute();
    expect(acts.slice(-2)).toEqual([
      { actor: 'tina', act: 'enrolment-code.created' },
      { actor: 'terminal:T-01', act: 'terminal.enrolled-again' },
    ]);
  });

  test('the code of a command to enrol again ends a little after the command', async () => {
    const { enrolment, clock } = await enrolled();
    const place = { terminalId: 'T-01', tenantId: 'default', locationId: null };
    const { code } = await enrolment.createReenrolmentCode(place, clock.now() + 1_000, 'tina');
    await clock.advance(62_000);
    await expect(enrolment.renew('T-01', 'CSR', code)).rejects.toMatchObject({ reason: 'code-expired' });
  });

  test('a revoked terminal gets no new certificate', async () => {
    const { db, enrolment, row } = await enrolled();
    expect(await enrolment.renew('T-01', 'CSR')).toBe('PEM');
    expect(await row()).toMatchObject({ fingerprint: 'f1', nextFingerprint: 'f2' });
    await db.updateTable('terminal').set({ revokedAt: 5 }).execute();
    await expect(enrolment.renew('T-01', 'CSR')).rejects.toMatchObject({ reason: 'revoked' });
  });
});
