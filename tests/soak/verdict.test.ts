import { expect, test } from 'vitest';
import { MEASURES, type Measure, type Sample } from './measure.ts';
import { judge } from './verdict.ts';

const run = (value: (measure: Measure, session: number) => number) =>
  Array.from({ length: 60 }, (_, i) => ({
    session: i * 10,
    sample: Object.fromEntries(Object.keys(MEASURES).map((m) => [m, value(m as Measure, i * 10)])) as Sample,
  }));
const failing = (samples: ReturnType<typeof run>) =>
  judge(samples)
    .filter(({ ok }) => !ok)
    .map(({ measure }) => measure);
const wobble = (session: number) => 1 + 0.02 * Math.sin(session);

test('a run that only varies is flat', () => {
  expect(failing(run((_, session) => 40e6 * wobble(session)))).toEqual([]);
});

test('a heap that loses a few kilobytes with each session is found', () => {
  expect(failing(run((m, session) => (m === 'heap' ? 40e6 + 8_000 * session : 40e6)))).toEqual(['heap']);
});

test('one handle more in every hundred sessions is found', () => {
  expect(failing(run((m, session) => (m === 'files' ? 40 + Math.floor(session / 100) : 40)))).toEqual(['files']);
});

test('a zombie where there was none is found', () => {
  expect(failing(run((m, session) => (m === 'zombies' && session > 300 ? 1 : 0)))).toEqual(['zombies']);
});

test('warming up is no leak', () => {
  expect(failing(run((_, session) => (session < 80 ? 20e6 : 40e6)))).toEqual([]);
});

test('a database that grows by the same for each session is bounded by its retention; one that grows faster is not', () => {
  expect(failing(run((m, session) => (m === 'database' ? 1e5 + 900 * session : 1)))).toEqual([]);
  expect(failing(run((m, session) => (m === 'database' ? 1e5 + 9 * session ** 2 : 1)))).toEqual(['database']);
});
