import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HubDatabase, openDatabase } from '../../../admin-console/store/database.ts';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { FleetHub } from '../prepare-hub.ts';
import { fillPastWeeks } from './office.ts';

let directory: string;
let db: HubDatabase;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'office-'));
  db = await openDatabase({ kind: 'sqlite', file: join(directory, 'hub.sqlite') });
});
afterEach(async () => {
  await db.destroy();
  rmSync(directory, { recursive: true, force: true });
});
const placesAt = async (clock: SimulatedClock) => {
  const hub = await FleetHub.open({ kind: 'sqlite', file: join(directory, 'hub.sqlite') }, clock);
  await hub.setUpPlaces();
  await hub.close();
};
const states = async () => ({
  drafts: (await db.selectFrom('configurationDraft').select('state').execute()).map(({ state }) => state).sort(),
  rollouts: (await db.selectFrom('rollout').select('state').execute()).map(({ state }) => state),
});

// At weekends what was done "two days ago" was done on a Friday, in the same order all the same.
test.each([
  ['a Sunday', '2026-11-29T20:00:00Z'],
  ['a Wednesday', '2026-12-02T20:00:00Z'],
])(
  'the weeks before %s are without faults, and are not written twice',
  async (_, now) => {
    const clock = new SimulatedClock(Date.parse(now));
    await placesAt(clock);
    await fillPastWeeks(db, clock);
    const released = Array.from({ length: 6 }, () => 'released');
    const before = await states();
    expect(before).toEqual({ drafts: ['open', ...released, 'submitted'], rollouts: ['completed'] });
    await fillPastWeeks(db, clock);
    expect(await states()).toEqual(before);
  },
  60_000,
);
