import { expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { openDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { createOwnerLink, useLink } from './links.ts';
import { clearEnded, openSession, sessionOf } from './sessions.ts';
import { endAllSessions } from './staff.ts';
import { countTry } from './throttle.ts';

onEachDatabase((databases) => {
  const clock = new SimulatedClock();

  /** Two hub processes on one database; SQLite belongs to one. */
  async function twoProcesses() {
    const address = await databases.address();
    const here = await openDatabase(address);
    const there = address.kind === 'sqlite' ? here : await openDatabase(address);
    const close = async () => {
      await here.destroy();
      if (there !== here) await there.destroy();
    };
    return { here, there, close };
  }

  test('a link that two use at once signs one of them in', async () => {
    const { here, there, close } = await twoProcesses();
    const token = await createOwnerLink(here, clock);
    const used = await Promise.all(
      [here, there].map((db) => db.transaction().execute((tx) => useLink(tx, clock, token))),
    );
    expect(used.filter((one) => typeof one !== 'string').length).toBe(1);
    expect(used).toContain('link-used');
    await close();
  });

  test('two processes that start on one empty database make one owner', async () => {
    const { here, there, close } = await twoProcesses();
    await Promise.all([createOwnerLink(here, clock), createOwnerLink(there, clock)]);
    expect((await here.selectFrom('staff').select('name').execute()).length).toBe(1);
    await close();
  });

  test('a session that one process ends is over on the other at once', async () => {
    const { here, there, close } = await twoProcesses();
    const token = await createOwnerLink(here, clock);
    const session = await here.transaction().execute(async (tx) => {
      const staff = await useLink(tx, clock, token);
      if (typeof staff === 'string') throw new Error(staff);
      return openSession(tx, clock, staff, 'link', undefined);
    });
    const open = await sessionOf(there, clock, session);
    expect(open?.roles).toEqual([{ tenantId: '*', role: 'owner' }]);
    await endAllSessions(here, clock, 'owner', { staffId: open?.staffId ?? '' });
    expect(await sessionOf(there, clock, session)).toBeNull();
    await close();
  });

  test('tries at two processes are counted together', async () => {
    const { here, there, close } = await twoProcesses();
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, n) => countTry(n % 2 ? here : there, clock, { kind: 'account', of: 'anna' })),
    );
    expect(tries.filter((wait) => wait === 0).length).toBe(5);
    await close();
  });

  test('what has ended is cleared away', async () => {
    const { here, close } = await twoProcesses();
    await countTry(here, clock, { kind: 'account', of: 'anna' });
    await createOwnerLink(here, clock);
    clock.jumpWallClock(3 * 24 * 60 * 60 * 1_000);
    await clearEnded(here, clock);
    expect(await here.selectFrom('accessThrottle').selectAll().execute()).toEqual([]);
    expect(await here.selectFrom('staffLink').selectAll().execute()).toEqual([]);
    await close();
  });
});
