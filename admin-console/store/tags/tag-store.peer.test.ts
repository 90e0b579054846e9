import { beforeEach, expect, test } from 'vitest';
import { SimulatedClock } from '../../../foundation/clock.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { MOST_TAGS } from '../../contract/terminals/tags.ts';
import { RETENTION } from '../../domain/retention.ts';
import type { HubDatabase } from '../database.ts';
import { summariesChangedSince } from '../fleet/summaries.ts';
import { onEachDatabase } from '../test-support/on-each-database.ts';
import { enrolledRow } from '../test-support/terminal-row.ts';
import { changeTags, eraseOldTagChanges, previewChange, tagsIn, undoChange } from './tag-store.ts';
import { tagsOf } from './tags-of.ts';

const ALL_OF_THEM = { by: 'filter' } as const;
const only = (...ids: string[]) => ({ by: 'ids', ids }) as const;

onEachDatabase((databases) => {
  let db: HubDatabase;
  let clock: SimulatedClock;
  beforeEach(async () => {
    db = await databases.open();
    clock = new SimulatedClock();
    for (const id of ['T-1', 'T-2', 'T-3']) await enrolledRow(db, id);
    await enrolledRow(db, 'X-1', 'other');
  });
  const change = (selection: Parameters<typeof changeTags>[4], add: string[], remove: string[] = []) =>
    changeTags(db, clock, 'anna', 'default', selection, { add, remove });
  const tags = async () => Object.fromEntries(await tagsOf(db, ['T-1', 'T-2', 'T-3', 'X-1']));

  test('a change reaches who is selected, in this tenant only, and lists show it', async () => {
    await change(only('T-1', 'X-1'), ['pilot', 'Süd']);
    expect(await tags()).toEqual({ 'T-1': ['Süd', 'pilot'] });
    expect(await tagsIn(db, ['default', 'other'])).toEqual([
      { tag: 'Süd', terminals: 1 },
      { tag: 'pilot', terminals: 1 },
    ]);
    const changed = await summariesChangedSince(db, clock.now());
    expect(changed.map(({ summary }) => [summary.id, summary.tags])).toEqual([['T-1', ['Süd', 'pilot']]]);
  });

  test('taking it back leaves what was there before, and what others have done since', async () => {
    await change(only('T-1'), ['pilot', 'old']);
    const { id } = await change(ALL_OF_THEM, ['pilot'], ['old']);
    await change(only('T-2'), ['mine']);
    await undoChange(db, clock, 'anna', 'default', id);
    expect(await tags()).toEqual({ 'T-1': ['old', 'pilot'], 'T-2': ['mine'] });
    expect(await undoChange(db, clock, 'anna', 'default', id).catch(reasonOf)).toBe('not-found');
  });

  test('another tenant takes nothing back, and nobody after a day', async () => {
    const { id } = await change(ALL_OF_THEM, ['pilot']);
    expect(await undoChange(db, clock, 'eve', 'other', id).catch(reasonOf)).toBe('not-found');
    clock.jumpWallClock(RETENTION.tagChanges.keptMs + 1);
    expect(await eraseOldTagChanges(db, clock)).toBe(1);
    expect(await undoChange(db, clock, 'anna', 'default', id).catch(reasonOf)).toBe('not-found');
  });

  test('what is said before is what happens; a terminal that would have too many is left out', async () => {
    const many = Array.from({ length: MOST_TAGS }, (_, n) => `tag-${n}`);
    await change(only('T-1'), many);
    const asked = { add: ['one-more'], remove: [] };
    const counts = { changed: 2, unchanged: 0, full: 1 };
    expect(await previewChange(db, 'default', ALL_OF_THEM, asked)).toEqual(counts);
    expect(await change(ALL_OF_THEM, ['one-more'])).toMatchObject(counts);
    expect((await tags())['T-1']).toHaveLength(MOST_TAGS);
  });

  test('each change is an act, of one terminal in its own history', async () => {
    const { id } = await change(only('T-1'), ['pilot']);
    await change(ALL_OF_THEM, ['north']);
    await undoChange(db, clock, 'bert', 'default', id);
    const acts = await db.selectFrom('audit').select(['act', 'actor', 'subject', 'tenantId']).orderBy('seq').execute();
    expect(acts).toEqual([
      { act: 'tags.changed', actor: 'anna', subject: 'T-1', tenantId: 'default' },
      { act: 'tags.changed', actor: 'anna', subject: expect.stringMatching(/^[0-9a-f-]{36}$/), tenantId: 'default' },
      { act: 'tags.change-undone', actor: 'bert', subject: 'T-1', tenantId: 'default' },
    ]);
  });
});
