import { expect, test } from 'vitest';
import { MOST_CHOSEN } from '../../../contract/terminals/tags.ts';
import { type Choice, isChosen, NONE, selectionsOf, sizeOf, toggled } from './choice.ts';

const at = (id: string, tenantId = 'm') => ({ id, tenantId });

test('one after the other, in two tenants, and one no longer', () => {
  const choice = ['a', 'b', 'c', 'b'].reduce((all, id) => toggled(all, at(id, id === 'c' ? 'n' : 'm')), NONE);
  expect([isChosen(choice, 'a'), isChosen(choice, 'b'), sizeOf(choice, 99)]).toEqual([true, false, 2]);
  expect(selectionsOf(choice, ['m', 'n', 'o'])).toEqual([
    { tenantId: 'm', selection: { by: 'ids', ids: ['a'] } },
    { tenantId: 'n', selection: { by: 'ids', ids: ['c'] } },
  ]);
});

test('all that were found but one, asked in each tenant by the filter that found them', () => {
  const all: Choice = { kind: 'all', filters: { tag: 'pilot', location: 'l-1' }, except: new Map() };
  const choice = toggled(all, at('a'));
  expect([isChosen(choice, 'a'), isChosen(choice, 'z'), sizeOf(choice, 1_240)]).toEqual([false, true, 1_239]);
  const filter = { by: 'filter', tags: ['pilot'], locationIds: ['l-1'] };
  expect(selectionsOf(choice, ['m', 'n'])).toEqual([
    { tenantId: 'm', selection: { ...filter, except: ['a'] } },
    { tenantId: 'n', selection: { ...filter, except: [] } },
  ]);
});

test('no more are named one by one than a request can hold', () => {
  const choice = Array.from({ length: MOST_CHOSEN + 5 }, (_, n) => at(`t-${n}`)).reduce(toggled, NONE);
  expect(sizeOf(choice, 0)).toBe(MOST_CHOSEN);
});
