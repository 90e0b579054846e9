import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { SimulatedClock, systemClock } from '../../../foundation/clock.ts';
import { silentLog } from '../../../foundation/log.ts';
import { type PostgresServer, startPostgres } from '../../../simulators/postgres/postgres-server.ts';
import { DELAYS } from '../delays.ts';
import type { Bell } from './bell.ts';
import { createPostgresBell } from './postgres-bell.ts';

let server: PostgresServer;
let url: string;
const bells: Bell[] = [];
beforeAll(async () => {
  server = await startPostgres();
  url = await server.createDatabase();
});
afterAll(() => server?.stop());
afterEach(async () => {
  for (const bell of bells.splice(0)) await bell.close();
});

async function bellOf(processId: string, clock = systemClock): Promise<Bell & { readonly heard: string[] }> {
  const bell = createPostgresBell({ url, processId, clock, log: silentLog });
  bells.push(bell);
  const heard: string[] = [];
  for (const subject of ['commands', 'links', 'pages'] as const) bell.onRing(subject, () => void heard.push(subject));
  // The first call comes once it listens.
  await expect.poll(() => heard).toEqual(['commands', 'links', 'pages']);
  heard.length = 0;
  return Object.assign(bell, { heard });
}

test('rows for another process are told to it, and to nobody else', async () => {
  const clock = new SimulatedClock(0);
  const [here, there, other] = [await bellOf('p/1'), await bellOf('p/2', clock), await bellOf('p/3', clock)];
  here.ring('p/2', 'links');
  await expect.poll(() => there.heard).toEqual(['links']);
  expect(other.heard).toEqual([]);
});

test('a hundred acts at once make one notification', async () => {
  const clock = new SimulatedClock(0);
  const [here, there] = [await bellOf('p/1'), await bellOf('p/2', clock)];
  for (let act = 0; act < 100; act++) here.ring('p/2', act % 2 === 0 ? 'commands' : 'pages');
  await expect.poll(() => there.heard).toEqual(['commands', 'pages']);
});

test('a notification that was lost is made up for by the sweep', async () => {
  const clock = new SimulatedClock(0);
  const there = await bellOf('p/2', clock);
  await clock.advance(DELAYS.bellSweep);
  expect(there.heard).toEqual(['commands', 'links', 'pages']);
});

test('a server that was killed and came back is listened to again', async () => {
  const [here, there] = [await bellOf('p/1'), await bellOf('p/2')];
  await server.kill();
  await server.start();
  await expect
    .poll(
      () => {
        here.ring('p/2', 'links');
        return there.heard.filter((subject) => subject === 'links').length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(1);
});
