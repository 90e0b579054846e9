import { beforeEach, describe, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { MOST_VIEWS } from '../../contract/arrange/arrange.ts';
import type { HubDatabase } from '../database.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { pictureOf, placesOf, putPlace, setPicture } from './places.ts';
import { removeView, saveView, type ViewOwner, viewsOf } from './saved-views.ts';

const ANNA: ViewOwner = { tenantId: null, staffId: 'u-1' };
const BERT: ViewOwner = { tenantId: null, staffId: 'u-2' };
const ALL_OF_US: ViewOwner = { tenantId: 'default', staffId: null };

onEachDatabase((databases) => {
  const clock = new SimulatedClock(1_000);
  let db: HubDatabase;
  beforeEach(async () => {
    db = await databases.open();
  });
  const acts = async () => (await db.selectFrom('audit').select('act').orderBy('seq').execute()).map(({ act }) => act);

  describe('saved views', () => {
    const save = (owner: ViewOwner, name: string, query = 'condition=limited') =>
      saveView(db, clock, 'anna', owner, { name, query });
    const names = async (of: Promise<readonly { readonly name: string }[]>) => (await of).map(({ name }) => name);

    test("one's own are nobody else's; those of the tenant are everybody's there", async () => {
      await save(ANNA, 'mine');
      await save(ALL_OF_US, 'ours');
      expect(await names(viewsOf(db, [], 'u-1'))).toEqual(['mine']);
      expect(await names(viewsOf(db, [], 'u-2'))).toEqual([]);
      expect(await names(viewsOf(db, ['default'], null))).toEqual(['ours']);
      expect(await names(viewsOf(db, ['other'], null))).toEqual([]);
    });

    test('one of the same name is replaced, and each change is an act', async () => {
      await save(ANNA, 'mine');
      const { id } = await save(ANNA, 'mine', 'tag=pilot');
      expect(await viewsOf(db, [], 'u-1')).toMatchObject([{ id, query: 'tag=pilot' }]);
      expect(await removeView(db, clock, 'bert', BERT, id).catch(reasonOf), "another's").toBe('not-found');
      await removeView(db, clock, 'anna', ANNA, id);
      expect(await names(viewsOf(db, [], 'u-1'))).toEqual([]);
      expect(await acts()).toEqual(['view.saved', 'view.saved', 'view.removed']);
    });

    test('nobody saves more than a list can show', async () => {
      for (let n = 0; n < MOST_VIEWS; n++) await save(ANNA, `view ${n}`);
      expect(await save(ANNA, 'one more').catch(reasonOf)).toBe('too-many-views');
      await save(ANNA, 'view 0', 'tag=pilot');
    });
  });

  describe('the plan', () => {
    beforeEach(async () => {
      const at = { tenantId: 'default', address: null, latitude: 51.3, longitude: 12.4 };
      await db
        .insertInto('location')
        .values({ ...at, id: 'l-1', name: 'Rathaus' })
        .execute();
      for (const [n, condition] of ['in-service', 'limited', 'limited', null].entries()) {
        await enrolledRow(db, `T-${n}`);
        await db.updateTable('terminal').set({ locationId: 'l-1', condition }).where('id', '=', `T-${n}`).execute();
        const link = { terminalId: `T-${n}`, processId: 'p', linkId: `l-${n}`, since: 1 };
        if (n !== 2) await db.insertInto('link').values(link).execute();
      }
    });
    const put = (tenantId: string, point: { x: number; y: number } | null) =>
      putPlace(db, clock, 'anna', tenantId, { id: 'l-1', point });

    test('a place says how its terminals are', async () => {
      expect(await placesOf(db, ['default'])).toEqual([
        {
          ...{ id: 'l-1', tenantId: 'default', name: 'Rathaus', latitude: 51.3, longitude: 12.4, point: null },
          conditions: { 'in-service': 1, limited: 1, unreachable: 2 },
        },
      ]);
      expect(await placesOf(db, ['other'])).toEqual([]);
    });

    test('a place is put on the plan, and it is known where it stood before', async () => {
      expect(await put('default', { x: 0.25, y: 0.5 })).toBeNull();
      expect(await put('default', { x: 0.5, y: 0.5 })).toEqual({ x: 0.25, y: 0.5 });
      expect((await placesOf(db, ['default']))[0]?.point).toEqual({ x: 0.5, y: 0.5 });
      await put('default', null);
      expect((await placesOf(db, ['default']))[0]?.point).toBeNull();
      expect(await put('other', { x: 0, y: 0 }).catch(reasonOf)).toBe('not-found');
      expect(await acts()).toEqual(['place.put-on-plan', 'place.put-on-plan', 'place.put-on-plan']);
    });

    test('its picture is set, replaced and taken away', async () => {
      const picture = (data: string) => ({ type: 'image/png' as const, data });
      await setPicture(db, clock, 'anna', 'default', picture('AAAA'));
      await setPicture(db, clock, 'anna', 'default', picture('BBBB'));
      expect(await pictureOf(db, 'default')).toEqual(picture('BBBB'));
      expect(await pictureOf(db, 'other')).toBeNull();
      await setPicture(db, clock, 'anna', 'default', null);
      expect(await pictureOf(db, 'default')).toBeNull();
    });
  });
});
