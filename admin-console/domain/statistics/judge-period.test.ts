import { expect, test } from 'vitest';
import type { CountRow } from '../../../fleet-link/statistics.ts';
import { judgePeriod } from './judge-period.ts';

/** 2026-10-25 12:10 in Berlin, the day on which an hour came twice. */
const NOW = Date.UTC(2026, 9, 25, 11, 10);
const VISIT: CountRow = { metric: 'visits', values: ['information'], count: 1 };
const judge = (period: string, rows: CountRow[] = [VISIT]) => judgePeriod({ period, rows }, NOW);
const row = (metric: string, values: string[], count = 1): CountRow => ({ metric, values, count });

test('both hours of the autumn night are hours, at the same local hour and one after the other', () => {
  const summer = judge('2026-10-25T02+02:00');
  const winter = judge('2026-10-25T02+01:00');
  expect(summer).toMatchObject({ day: '2026-10-25', hour: 2 });
  expect(winter).toMatchObject({ day: '2026-10-25', hour: 2 });
  expect((winter as { instant: number }).instant - (summer as { instant: number }).instant).toBe(1);
});

test('a day is a day, and belongs to the metrics of days', () => {
  expect(judge('2026-10-24', [row('languages', ['de'])])).toMatchObject({ day: '2026-10-24', hour: null });
});

test.each([
  ['an hour that has not ended', 'future', '2026-10-25T12+01:00', [VISIT]],
  ['a day that has not ended anywhere', 'future', '2026-10-26', [row('languages', ['de'])]],
  ['a year ago', 'too-old', '2025-10-25T12+01:00', [VISIT]],
  ['no date', 'malformed', 'yesterday', [VISIT]],
  ['a day that does not exist', 'malformed', '2026-02-30T10+01:00', [VISIT]],
  ['an hour that does not exist', 'malformed', '2026-10-24T24+01:00', [VISIT]],
  ['a distance from UTC that nobody has', 'malformed', '2026-10-24T10+01:07', [VISIT]],
  ['an unknown metric', 'unknown-name', '2026-10-25T09+01:00', [row('names', ['x'])]],
  ['a name that every object has', 'unknown-name', '2026-10-25T09+01:00', [row('constructor', [])]],
  ['an unknown word', 'unknown-name', '2026-10-25T09+01:00', [row('visits', ['Erika'])]],
  ['a name for a service', 'unknown-name', '2026-10-25T09+01:00', [row('begun', ['Erika Mustermann'])]],
  ['too few words', 'unknown-name', '2026-10-25T09+01:00', [row('abandoned', ['hundesteuer', 'form'])]],
  ['a trait of a person by the hour', 'wrong-grain', '2026-10-25T09+01:00', [row('languages', ['de'])]],
  ['the same row twice', 'row-twice', '2026-10-25T09+01:00', [VISIT, VISIT]],
  ['more visits than an hour holds', 'absurd-count', '2026-10-25T09+01:00', [{ ...VISIT, count: 901 }]],
  [
    'more minutes than an hour has',
    'absurd-count',
    '2026-10-25T09+01:00',
    [row('availability', ['abc', 'usable'], 40), row('availability', ['abc', 'off'], 21)],
  ],
  [
    'services without end',
    'too-many-services',
    '2026-10-25T09+01:00',
    Array.from({ length: 251 }, (_, i) => row('begun', [`service-${i}`])),
  ],
])('%s is refused as %s', (_what, reason, period, rows) => {
  expect(judge(period, rows)).toBe(reason);
});
