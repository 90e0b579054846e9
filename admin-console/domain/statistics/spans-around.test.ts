import { expect, test } from 'vitest';
import { spansAround } from './spans-around.ts';

const KNOWN = { first: '2025-11-29', last: '2026-11-28', lastMonth: null };

test('as many whole weeks before as after, without the week of the change', () => {
  // A Wednesday: the week from 30 March to 5 April belongs to neither.
  expect(spansAround('2026-04-01', KNOWN)).toEqual({
    grain: 'week',
    before: { from: '2026-01-05', to: '2026-03-29' },
    after: { from: '2026-04-06', to: '2026-06-28' },
    isLeftOut: true,
  });
});

test('a change on a Monday leaves no week out', () => {
  expect(spansAround('2026-03-30', KNOWN)).toMatchObject({
    before: { to: '2026-03-29' },
    after: { from: '2026-03-30' },
    isLeftOut: false,
  });
});

test('a young change is looked at for as many blocks of four weeks as are over, and before it no longer', () => {
  expect(spansAround('2026-10-05', { ...KNOWN, last: '2026-11-28' })).toMatchObject({
    before: { from: '2026-09-07', to: '2026-10-04' },
    after: { from: '2026-10-05', to: '2026-11-01' },
  });
});

test.each([
  ['future', '2026-11-29', {}],
  ['too-early', '2026-11-03', {}],
  ['nothing-before', '2025-12-20', {}],
  ['nothing-counted', '2026-04-01', { first: null }],
] as const)('%s: nothing is compared', (reason, since, other) => {
  expect(spansAround(since, { ...KNOWN, ...other })).toBe(reason);
});

test('what is kept by the month only is compared by the month, over the turn of the year', () => {
  const old = { ...KNOWN, first: '2020-01-01', lastMonth: '2024-09-01' };
  expect(spansAround('2024-01-15', old)).toEqual({
    grain: 'month',
    before: { from: '2023-10', to: '2023-12' },
    after: { from: '2024-02', to: '2024-04' },
    isLeftOut: true,
  });
  expect(spansAround('2024-01-01', old)).toMatchObject({ after: { from: '2024-01', to: '2024-03' }, isLeftOut: false });
  expect(spansAround('2020-01-20', old)).toBe('nothing-before');
});

test('a month of which some days are added up already is no place for weeks', () => {
  const kept = { ...KNOWN, lastMonth: '2026-03-01' };
  expect(spansAround('2026-04-20', kept)).toMatchObject({ grain: 'month', before: { to: '2026-03' } });
  expect(spansAround('2026-05-04', kept)).toMatchObject({ grain: 'week', before: { from: '2026-04-06' } });
});
