/** Measures one after the other. @returns of each figure the median (the lower one of an even number of rounds) */
export async function inRounds<Row extends object>(rounds: number, measure: () => Promise<Row>): Promise<Row> {
  const rows: Row[] = [];
  for (let round = 0; round < rounds; round++) rows.push(await measure());
  return medianOf(rows);
}

/** @param rows at least one, of the same subject: what is no number is the first one's */
export function medianOf<Row extends object>(rows: readonly Row[]): Row {
  const [first = {} as Row] = rows;
  const middle = Math.floor((rows.length - 1) / 2);
  const median = (name: keyof Row) => rows.map((row) => Number(row[name])).toSorted((a, b) => a - b)[middle];
  const names = Object.keys(first) as (keyof Row)[];
  const figures = names.map((name) => [name, typeof first[name] === 'number' ? median(name) : first[name]]);
  return Object.fromEntries(figures) as Row;
}
