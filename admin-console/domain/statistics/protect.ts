/** A count by the values of its dimensions, in order. */
export interface CountedCell {
  readonly values: readonly string[];
  readonly count: number;
}

/** The value of each dimension, `null` for all of them together. */
export type CellKey = readonly (string | null)[];

/** Counts and all their sums, of which some are not shown. */
export interface ProtectedCube {
  /** `null`: not shown. 0 where nothing was counted. */
  at(key: CellKey): number | null;
  /** Keys of cells that are not zero and that have a value in exactly these dimensions. */
  keys(dimensions: readonly number[]): readonly CellKey[];
}

interface Equation {
  readonly total: string;
  readonly parts: readonly string[];
}

const SEPARATOR = '\u0000';
const ALL = '\u0001';
const idOf = (key: CellKey): string => key.map((value) => value ?? ALL).join(SEPARATOR);
const keyOf = (id: string): CellKey => id.split(SEPARATOR).map((value) => (value === ALL ? null : value));

/**
 * Hides counts below a threshold, and as many others as it takes so that none of them follows from a sum: wherever a
 * total is shown, the parts that are hidden are at least two and together at least the threshold (primary and
 * complementary suppression, cf. Hundepool et al., "Statistical Disclosure Control", 2012, chapter 4). All sums over all
 * dimensions are looked at together, because each of them may be asked for.
 *
 * It protects within one period. Who subtracts the answer for eleven months from that for twelve gets the twelfth.
 *
 * @param threshold counts from 1 to one below are hidden; 1 hides none
 */
export function protect(cells: readonly CountedCell[], dimensions: number, threshold: number): ProtectedCube {
  const counts = sumUp(cells, dimensions);
  const equations = equationsOf(counts);
  const touching = new Map<string, Equation[]>();
  for (const equation of equations) {
    for (const id of [equation.total, ...equation.parts]) {
      touching.set(id, [...(touching.get(id) ?? []), equation]);
    }
  }
  const hidden = new Set([...counts].filter(([, count]) => count > 0 && count < threshold).map(([id]) => id));
  const queue = [...hidden].sort().flatMap((id) => touching.get(id) ?? []);
  for (let equation = queue.pop(); equation; equation = queue.pop()) {
    const next = complement(equation, counts, hidden, threshold);
    if (next === null) continue;
    hidden.add(next);
    queue.push(...(touching.get(next) ?? []));
  }
  return {
    at(key) {
      const id = idOf(key);
      return hidden.has(id) ? null : (counts.get(id) ?? 0);
    },
    keys: (wanted) =>
      [...counts.keys()].map(keyOf).filter((key) => key.every((value, i) => (value !== null) === wanted.includes(i))),
  };
}

/** The cell that must be hidden as well, so that no hidden one follows from this sum; `null` if none. */
function complement(
  { total, parts }: Equation,
  counts: ReadonlyMap<string, number>,
  hidden: ReadonlySet<string>,
  threshold: number,
): string | null {
  const count = (id: string): number => counts.get(id) ?? 0;
  const gone = parts.filter((id) => hidden.has(id));
  const isTotalHidden = hidden.has(total);
  const isSafe = isTotalHidden
    ? gone.length > 0
    : gone.length === 0 || (gone.length > 1 && gone.reduce((sum, id) => sum + count(id), 0) >= threshold);
  if (isSafe) return null;
  const [smallest] = parts.filter((id) => !hidden.has(id)).sort((a, b) => count(a) - count(b) || (a < b ? -1 : 1));
  if (smallest !== undefined) return smallest;
  return isTotalHidden ? null : total;
}

/** Every sum over every choice of dimensions, the cells themselves included. */
function sumUp(cells: readonly CountedCell[], dimensions: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { values, count } of cells) {
    if (count <= 0) continue;
    for (let mask = 0; mask < 2 ** dimensions; mask++) {
      const id = idOf(values.map((value, i) => ((mask >> i) & 1 ? value : null)));
      counts.set(id, (counts.get(id) ?? 0) + count);
    }
  }
  return counts;
}

/** Each cell is the sum of those in which one more dimension has a value. */
function equationsOf(counts: ReadonlyMap<string, number>): readonly Equation[] {
  const parts = new Map<string, { total: string; parts: string[] }>();
  for (const id of counts.keys()) {
    const key = keyOf(id);
    key.forEach((value, i) => {
      if (value === null) return;
      const total = idOf(key.with(i, null));
      const name = `${i}${SEPARATOR}${total}`;
      const known = parts.get(name) ?? { total, parts: [] };
      known.parts.push(id);
      parts.set(name, known);
    });
  }
  return [...parts.values()];
}
