import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountedCell, protect } from './protect.ts';

const K = 5;
const cell = (count: number, ...values: string[]): CountedCell => ({ values, count });

test('a count below the threshold is not shown, and neither is one from which it would follow', () => {
  const cube = protect([cell(3, 'a'), cell(10, 'b'), cell(20, 'c')], 1, K);
  expect(cube.at([null])).toBe(33);
  expect([cube.at(['a']), cube.at(['b']), cube.at(['c'])]).toEqual([null, null, 20]);
});

test('two small counts that together are below the threshold take a third with them', () => {
  const cube = protect([cell(1, 'a'), cell(1, 'b'), cell(20, 'c'), cell(30, 'd')], 1, K);
  expect([cube.at(['a']), cube.at(['b']), cube.at(['c']), cube.at(['d'])]).toEqual([null, null, null, 30]);
});

test('zero is shown, and a total below the threshold hides everything', () => {
  const small = protect([cell(2, 'a'), cell(1, 'b')], 1, K);
  expect([small.at([null]), small.at(['a']), small.at(['c'])]).toEqual([null, null, 0]);
});

test('at the threshold it is shown', () => {
  expect(protect([cell(5, 'a')], 1, K).at(['a'])).toBe(5);
  expect(protect([cell(4, 'a')], 1, K).at(['a'])).toBeNull();
});

test('in a table by two things, what the sums of the other rows would tell is hidden too', () => {
  const cells = [
    cell(2, 'parking', 'declined'),
    cell(10, 'parking', 'gave-up'),
    cell(10, 'dogs', 'declined'),
    cell(10, 'dogs', 'gave-up'),
  ];
  const cube = protect(cells, 2, K);
  expect(cells.map(({ values }) => cube.at(values))).toEqual([null, null, null, null]);
  expect([cube.at(['parking', null]), cube.at([null, 'declined']), cube.at([null, null])]).toEqual([12, 12, 32]);
});

const Cells = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z'), fc.constantFrom('1', '2'), fc.nat(12)),
  { maxLength: 18 },
);

test('in no random table does a hidden count follow from one sum', () => {
  fc.assert(
    fc.property(Cells, fc.integer({ min: 2, max: 8 }), (rows, k) => {
      const cube = protect(
        rows.map(([a, b, c, count]) => cell(count, a, b, c)),
        3,
        k,
      );
      const exact = protect(
        rows.map(([a, b, c, count]) => cell(count, a, b, c)),
        3,
        1,
      );
      const axes = [
        ['a', 'b', 'c'],
        ['x', 'y', 'z'],
        ['1', '2'],
      ];
      const keys = (i: number): (string | null)[][] =>
        i === 3 ? [[]] : keys(i + 1).flatMap((rest) => [null, ...(axes[i] ?? [])].map((value) => [value, ...rest]));
      for (const key of keys(0)) {
        const count = exact.at(key) ?? 0;
        if (count > 0 && count < k) expect(cube.at(key)).toBeNull();
        key.forEach((value, i) => {
          if (value !== null) return;
          const parts = (axes[i] ?? []).map((part) => key.with(i, part));
          const gone = parts.filter((part) => cube.at(part) === null);
          const sum = gone.reduce((all, part) => all + (exact.at(part) ?? 0), 0);
          if (cube.at(key) === null) expect(gone.length).toBeGreaterThan(0);
          else if (gone.length > 0) {
            expect(gone.length).toBeGreaterThan(1);
            expect(sum).toBeGreaterThanOrEqual(k);
          }
        });
      }
    }),
    { numRuns: 300 },
  );
});
