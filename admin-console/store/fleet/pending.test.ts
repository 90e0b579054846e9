import { expect, test } from 'vitest';
import { SAMPLE_REPORT } from '../../../fleet-link/test-support/sample-report.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { createLocalBell } from '../bell/local-bell.ts';
import { openDatabase } from '../database.ts';
import { DELAYS } from '../delays.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { createFleet } from './fleet-store.ts';
import { createLinkStore } from './link-store.ts';
import { PendingTerminals } from './pending.ts';

const nobody = () => {};

test('what could not be written is older than what was told since: sections are merged, a hello begins anew', () => {
  const pending = new PendingTerminals();
  pending.changed('T-1', 'l1', 1, { step: 'form', serviceId: 'a' });
  pending.clockOff('T-1', 'l1', 70_000);
  pending.changed('T-2', 'l2', 1, { step: 'form', serviceId: 'a' });
  const failed = pending.take();
  pending.changed('T-1', 'l1', 2, { step: 'pay' });
  pending.opened(
    {
      ...{ terminalId: 'T-2', linkId: 'l3', fingerprint: 'f', certificateExpiresAt: 1, site: 's' },
      state: { ...SAMPLE_REPORT, at: 3 },
    },
    0,
    nobody,
  );
  pending.putBack(failed);
  expect(pending.take()).toMatchObject([
    { terminalId: 'T-1', at: 2, sections: { step: 'pay', serviceId: 'a' }, clockOffMs: 70_000 },
    { terminalId: 'T-2', at: 3, clockOffMs: 0, linkId: 'l3', sections: { step: 'attract', serviceId: null } },
  ]);
});

test('a database that is away for a while loses no report', async () => {
  const clock = new SimulatedClock();
  const db = await openDatabase({ kind: 'sqlite', file: ':memory:' });
  await enrolledRow(db, 'T-1');
  let isAway = false;
  const flaky = new Proxy(db, {
    get(target, name) {
      if (name === 'transaction' && isAway) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const bell = createLocalBell('p', clock);
  const store = { db: flaky, bell, processId: 'p', onTakenForDead: () => nobody, close: async () => {} };
  const links = createLinkStore(store, clock, silentLog);
  const opened = links.opened({
    terminalId: 'T-1',
    linkId: 'l',
    fingerprint: 'f-T-1',
    certificateExpiresAt: 1,
    site: 's',
    state: SAMPLE_REPORT,
  });
  await clock.advance(DELAYS.reportGather);
  expect(await opened).toBe(true);
  isAway = true;
  links.changed('T-1', 'l', 1, { step: 'form', serviceId: 'a' });
  await clock.advance(DELAYS.reportRetry * 2);
  links.changed('T-1', 'l', 2, { step: 'pay' });
  await clock.advance(DELAYS.reportRetry * 2);
  isAway = false;
  await clock.advance(DELAYS.reportRetry);
  const { status } = await createFleet(db, bell, clock).terminal(['default'], 'T-1');
  expect(status).toMatchObject({ at: 2, step: 'pay', serviceId: 'a' });
  await links.close();
  await bell.close();
  await db.destroy();
});
