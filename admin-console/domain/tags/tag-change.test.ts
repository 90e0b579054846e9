import { expect, test } from 'vitest';
import { MOST_TAGS } from '../../contract/terminals/tags.ts';
import { inverseOf, planChange } from './tag-change.ts';

const tagged = (terminalId: string, ...tags: string[]) => ({ terminalId, tags });

test('only what differs is changed, so that taking it back leaves what was there before', () => {
  const plan = planChange([tagged('a'), tagged('b', 'north'), tagged('c', 'old')], { add: ['north'], remove: ['old'] });
  expect(plan).toEqual({
    effects: [
      { terminalId: 'a', add: ['north'], remove: [] },
      { terminalId: 'c', add: ['north'], remove: ['old'] },
    ],
    unchanged: 1,
    full: 0,
  });
  expect(plan.effects.map(inverseOf)[1]).toEqual({ terminalId: 'c', add: ['old'], remove: ['north'] });
});

test('a terminal that would have too many is left as it is, and counted', () => {
  const all = Array.from({ length: MOST_TAGS }, (_, n) => `tag-${n}`);
  expect(planChange([tagged('a', ...all)], { add: ['one-more'], remove: [] })).toMatchObject({ effects: [], full: 1 });
  expect(planChange([tagged('a', ...all)], { add: ['other'], remove: ['tag-0'] })).toMatchObject({ full: 0 });
});

test('what is said twice is done once, and what is both added and removed is removed', () => {
  const { effects } = planChange([tagged('a', 'x')], { add: ['y', 'y', 'x'], remove: ['x'] });
  expect(effects).toEqual([{ terminalId: 'a', add: ['y'], remove: ['x'] }]);
});
