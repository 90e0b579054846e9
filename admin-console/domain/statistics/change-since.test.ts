import { expect, test } from 'vitest';
import { changeSince } from './change-since.ts';
import { statistics } from './test-support/counted.ts';

/** A Monday; twelve weeks are over on both sides of it. */
const ASKED = { tenants: ['t'], since: '2026-06-01' };
const NOW = Date.UTC(2026, 10, 29, 12);
const change = (
  counted: Parameters<typeof statistics>[0],
  more: object = {},
  set: Parameters<typeof statistics>[1] = {},
) => changeSince(statistics(counted, set), { ...ASKED, ...more }, NOW);

test('cases for each opening day and shares, each with what may be said of them', async () => {
  const { notes, changes } = await change({
    payments: [
      ['l1', 'parking card', 300, '2026-05'],
      ['l1', 'parking later', 300, '2026-05'],
      ['l1', 'parking card', 390],
      ['l1', 'parking later', 360],
    ],
    begun: [
      ['l1', 'parking', 800, '2026-05'],
      ['l1', 'parking', 900],
    ],
    finished: [
      ['l1', 'parking', 600, '2026-05'],
      ['l1', 'parking', 750],
    ],
  });
  expect(notes).toEqual([
    {
      key: 'since.weeks',
      values: { beforeFrom: '2026-03-09', beforeTo: '2026-05-31', afterFrom: '2026-06-01', afterTo: '2026-08-23' },
    },
  ]);
  const told = Object.fromEntries(changes.map(({ key, values }) => [key, values]));
  expect(told['since.payments']).toMatchObject({ before: 12, after: 15, verdict: 'since.verdict.more' });
  expect(told['since.card']).toMatchObject({ before: 50, after: 52, verdict: 'since.verdict.same' });
  expect(told['since.finished']).toMatchObject({ before: 75, after: 83, verdict: 'since.verdict.more' });
});

test('of a hidden or small count no number is told', async () => {
  const { changes } = await change({
    visits: [
      ['l1', 'information', 3, '2026-05'],
      ['l1', 'information', 90],
    ],
    languages: [
      ['l1', 'de', 9, '2026-05'],
      ['l1', 'uk', 9, '2026-05'],
      ['l1', 'de', 90],
    ],
  });
  const few = changes.filter(({ question }) => question === 'location' || question === 'languages');
  expect(few.map(({ key, values }) => [key, values])).toEqual([
    ['since.too-few', {}],
    ['since.too-few', {}],
  ]);
});

test('one service is asked for its cases, and for no languages', async () => {
  const { changes } = await change(
    {
      begun: [
        ['l1', 'parking', 100, '2026-05'],
        ['l1', 'dog', 900, '2026-05'],
        ['l1', 'parking', 200],
      ],
    },
    { service: 'parking' },
  );
  expect(changes.find(({ question }) => question === 'location')?.values).toMatchObject({
    of: 'metric.begun',
    before: 2,
    after: 4,
  });
  expect(changes.map(({ question }) => question)).not.toContain('languages');
});

test('other terminals than before are spoken of: more of them are used more', async () => {
  const open = (from: string) => ({ days: 50, terminalDays: from < ASKED.since ? 100 : 150 });
  const { notes } = await change({}, {}, { open });
  expect(notes).toContainEqual({ key: 'since.other-fleet', values: { before: 2, after: 3 } });
});

test('too early a day is told as such, and nothing is claimed', async () => {
  expect(await change({}, { since: '2026-11-16' })).toEqual({
    notes: [{ key: 'since.too-early', values: {} }],
    changes: [],
  });
});
