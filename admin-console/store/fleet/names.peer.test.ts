import { beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { episodesOf } from '../alerting/episode-acts.ts';
import type { Bell } from '../bell/bell.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { serviceTitles, setName, terminalNames } from './names.ts';

const PLACES = [
  ['T-1', 'Foyer'],
  ['T-2', 'Halle'],
] as const;
const BELL: Bell = { ring() {}, onRing: () => () => {}, close: async () => {} };

onEachDatabase((databases) => {
  const clock = new SimulatedClock(1_000);
  let db: HubDatabase;
  beforeEach(async () => {
    db = await databases.open();
    await db.insertInto('tenant').values({ id: 'other', name: 'Beispielhausen', createdAt: 0 }).execute();
    await enrolledRow(db, 'T-1');
    await enrolledRow(db, 'T-2');
    await enrolledRow(db, 'T-3', 'other');
  });
  const name = (id: string, to: string | null) => setName(db, BELL, clock, { id, name: to }, 'anna');
  const rows = () => db.selectFrom('terminal').select(['id', 'name', 'changedAt']).orderBy('id').execute();

  describe('names of terminals', () => {
    test('open pages are told of a new one', async () => {
      await name('T-1', 'Foyer');
      expect((await rows())[0]).toEqual({ id: 'T-1', name: 'Foyer', changedAt: 1_000 });
    });

    test('no two of a tenant are called the same', async () => {
      await name('T-1', 'Foyer');
      await expect(name('T-2', 'Foyer')).rejects.toMatchObject({ reason: 'name-taken' });
      await name('T-3', 'Foyer');
      expect((await rows()).map((row) => row.name)).toEqual(['Foyer', null, 'Foyer']);
    });

    test('a terminal keeps its name, and several have none', async () => {
      await name('T-1', 'Foyer');
      await name('T-1', 'Foyer');
      await name('T-2', null);
      await name('T-1', null);
      expect((await rows()).map((row) => row.name)).toEqual([null, null, null]);
    });

    test('they are told of the terminals asked for, of this tenant alone', async () => {
      for (const [id, to] of [...PLACES, ['T-3', 'Woanders']] as const) await name(id, to);
      expect(await terminalNames(db, ['default'], ['T-2', 'T-3', 'T-9'])).toEqual([{ id: 'T-2', name: 'Halle' }]);
    });

    test('who gave it, and what it was called before, stands in the audit', async () => {
      await name('T-1', 'Foyer');
      await name('T-1', 'Halle');
      const acts = await db.selectFrom('audit').select(['actor', 'before', 'after']).orderBy('seq').execute();
      expect(acts).toEqual([
        { actor: 'anna', before: null, after: '"Foyer"' },
        { actor: 'anna', before: '"Foyer"', after: '"Halle"' },
      ]);
    });
  });

  test('an alert is told with the name of its terminal', async () => {
    const none = { openedAt: 1, clearSince: null, closedAt: null, acknowledgedAt: null, acknowledgedBy: null };
    const rest = { assignee: null, dueAt: null, reason: null, subject: '', live: null, since: 1, step: 0, version: 1 };
    const is = { tenantId: 'default', cause: 'offline', severity: 'urgent', state: 'open' };
    for (const terminalId of ['T-1', 'T-2'])
      await db
        .insertInto('alertEpisode')
        .values({ id: terminalId, terminalId, ...is, ...none, ...rest })
        .execute();
    await name('T-1', 'Foyer');
    const told = await episodesOf(db, ['default'], { states: ['open'], limit: 10 });
    expect(told.map(({ terminalId, terminalName }) => [terminalId, terminalName])).toEqual([
      ['T-1', 'Foyer'],
      ['T-2', null],
    ]);
  });

  describe('titles of services', () => {
    async function told(terminalId: string, services: readonly object[]): Promise<void> {
      const sections = { timeZone: '""', software: '{}', step: '""', serviceId: 'null', mode: '""', cardLeft: 'false' };
      const rest = { devices: '[]', portals: '{}', outbox: '{}', counts: '{}', services: JSON.stringify(services) };
      await db
        .insertInto('terminalState')
        .values({ terminalId, at: 1, ...sections, ...rest })
        .execute();
    }

    test('what several terminals tell is one list, of this tenant alone', async () => {
      await told('T-1', [{ id: 'parken', titles: { de: 'Parkausweis' } }]);
      await told('T-2', [
        { id: 'parken', titles: { en: 'Parking permit' } },
        { id: 'hund', titles: { de: 'Hundesteuer' } },
      ]);
      await told('T-3', [{ id: 'geheim', titles: { de: 'Woanders' } }]);
      expect(await serviceTitles(db, ['default'])).toEqual([
        { id: 'hund', titles: { de: 'Hundesteuer' } },
        { id: 'parken', titles: { de: 'Parkausweis', en: 'Parking permit' } },
      ]);
    });

    test('an older terminal that tells none is no fault', async () => {
      await told('T-1', [{ id: 'parken' }]);
      expect(await serviceTitles(db, ['default'])).toEqual([{ id: 'parken', titles: {} }]);
    });
  });
});
