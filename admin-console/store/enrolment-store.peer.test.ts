import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { createEnrolment } from '../domain/enrolment.ts';
import type { HubDatabase } from './database.ts';
import { createEnrolmentStore } from './enrolment-store.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

onEachDatabase((databases) => {
  function enrolmentOn(db: HubDatabase) {
    let made = 0;
    const authority = {
      caPem: 'CA',
      caFingerprint: 'ca',
      issue: async () => ({ certificatePem: 'PEM', fingerprint: `f${++made}` }),
    };
    const clock = new SimulatedClock();
    return createEnrolment(createEnrolmentStore(db, clock), authority, clock);
  }
  async function enrolled() {
    const db = await databases.open();
    await db.insertInto('tenant').values({ id: 'b', name: 'B', createdAt: 1 }).execute();
    await db
      .insertInto('location')
      .values({ id: 'hall', tenantId: 'default', name: 'Rathaus', address: null, latitude: null, longitude: null })
      .execute();
    const enrolment = enrolmentOn(db);
    const enrol = async (locationId: string | null, tenantId = 'default') => {
      const { code } = await enrolment.createCode({ terminalId: 'T-01', tenantId, locationId }, 'tina');
      return enrolment.enrol({ code, terminalId: 'T-01', csrPem: 'CSR' });
    };
    await enrol('hall');
    const row = () => db.selectFrom('terminal').selectAll().where('id', '=', 'T-01').executeTakeFirstOrThrow();
    return { db, enrolment, enrol, row };
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

  test('a revoked terminal gets no new certificate', async () => {
    const { db, enrolment, row } = await enrolled();
    expect(await enrolment.renew('T-01', 'CSR')).toBe('PEM');
    expect(await row()).toMatchObject({ fingerprint: 'f1', nextFingerprint: 'f2' });
    await db.updateTable('terminal').set({ revokedAt: 5 }).execute();
    await expect(enrolment.renew('T-01', 'CSR')).rejects.toMatchObject({ reason: 'revoked' });
  });
});
