import { expect, test } from 'vitest';
import { SimulatedClock } from '../../foundation/clock.ts';
import { silentLog } from '../../foundation/log.ts';
import { DELAYS } from './delays.ts';
import { openStore } from './open-store.ts';
import { livingProcesses } from './processes.ts';
import { onEachDatabase } from './test-support/on-each-database.ts';

onEachDatabase((databases) => {
  test('what is rung for this process is heard once, however often', async () => {
    const clock = new SimulatedClock();
    const store = await openStore(await databases.address(), clock, silentLog, { isQuiet: true });
    const heard: string[] = [];
    store.bell.onRing('commands', () => void heard.push('commands'));
    store.bell.onRing('links', () => void heard.push('links'));
    for (let act = 0; act < 9; act++) store.bell.ring(store.processId, 'links');
    await clock.advance(DELAYS.bellGather);
    expect(heard).toEqual(['links']);
    await clock.advance(DELAYS.bellSweep);
    expect(heard).toEqual(['links', 'commands', 'links']);
    await store.close();
  });

  test('a process is known while it is open', async () => {
    const clock = new SimulatedClock();
    const address = await databases.address();
    const [store, other] = [await openStore(address, clock, silentLog), await openStore(address, clock, silentLog)];
    expect(await livingProcesses(other.db, clock)).toEqual([store.processId, other.processId].toSorted());
    await store.close();
    expect(await livingProcesses(other.db, clock)).toEqual([other.processId]);
    await other.close();
  });
});
