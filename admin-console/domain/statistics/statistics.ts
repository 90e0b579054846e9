import { METRICS, type Metric, type MetricDefinition } from '../../../fleet-link/statistics.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { ComparedRow, OtherAxis, StatisticTable } from '../../contract/statistics.ts';
import { type CellKey, type ProtectedCube, protect } from './protect.ts';
import type { CountedPart, KeptDays, OpenDays, StatisticsStore, TimeAxis } from './statistics-store.ts';

export interface Months {
  /** Both included: "2026-06"; a day ("2026-06-09") where the hub itself asks. */
  readonly from: string;
  readonly to: string;
}
export interface TableQuery extends Months {
  readonly tenants: readonly string[];
  readonly metric: Metric;
  /** Dimensions of the metric, `location`, and one of `hour`, `weekday`, `month`. */
  readonly by: readonly string[];
  /** Only this location; all of them together if left out. */
  readonly location?: string | undefined;
  /** Only this service, of a metric that knows services; all of them together if left out. */
  readonly service?: string | undefined;
}

const TIMES: readonly OtherAxis[] = ['hour', 'weekday', 'month'];
/** Longest span of months of one answer. */
const MONTHS_AT_MOST = 60;

/** What was counted, as far as it may be shown. */
export class Statistics {
  readonly #store: StatisticsStore;

  constructor(store: StatisticsStore) {
    this.#store = store;
  }

  locations(tenants: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#store.locations(tenants);
  }

  keptDays(part: CountedPart): Promise<KeptDays> {
    return this.#store.keptDays(part);
  }

  openDays(query: CountedPart & Months): Promise<OpenDays> {
    return this.#store.openDays(query);
  }

  /** @throws Refusal `malformed` for dimensions that the metric does not have, or months in the wrong order */
  async table(query: TableQuery): Promise<StatisticTable> {
    const { metric, by, from, to } = query;
    const definition: MetricDefinition = METRICS[metric];
    const axes = ['location', ...Object.keys(definition.dimensions)];
    const times = by.filter((name) => (TIMES as readonly string[]).includes(name));
    const [time = 'none'] = times;
    const wanted = by.map((name) => (name === time ? axes.length : axes.indexOf(name)));
    const isPossible =
      times.length <= 1 &&
      wanted.every((axis) => axis >= 0) &&
      new Set(by).size === by.length &&
      !(time === 'hour' && definition.grain === 'day') &&
      !(query.service !== undefined && !axes.includes('service')) &&
      monthsBetween(from, to) < MONTHS_AT_MOST &&
      from <= to;
    if (!isPossible) throw new Refusal('malformed');
    const { cube, threshold } = await this.#cube(query, time as TimeAxis);
    const size = axes.length + (time === 'none' ? 0 : 1);
    const fixed = (['location', 'service'] as const).flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [{ axis: axes.indexOf(name), value }];
    });
    const at = (key: CellKey): CellKey => fixed.reduce((narrower, { axis, value }) => narrower.with(axis, value), key);
    const keys = cube
      .keys([...new Set([...wanted, ...fixed.map(({ axis }) => axis)])])
      .filter((key) => fixed.every(({ axis, value }) => key[axis] === value))
      .map((key) => wanted.map((axis) => key[axis] ?? ''))
      .sort(inOrder);
    return {
      metric,
      unit: definition.unit,
      from,
      to,
      by,
      rows: keys.map((values) => {
        const key: (string | null)[] = Array(size).fill(null);
        wanted.forEach((axis, i) => {
          key[axis] = values[i] ?? '';
        });
        return { values, count: cube.at(at(key)) };
      }),
      total: cube.at(at(Array(size).fill(null))),
      threshold,
    };
  }

  /** The same table of two periods side by side. */
  async comparison(
    query: Omit<TableQuery, keyof Months>,
    before: Months,
    after: Months,
  ): Promise<readonly ComparedRow[]> {
    const [first, second] = await Promise.all([
      this.table({ ...query, ...before }),
      this.table({ ...query, ...after }),
    ]);
    const rows = new Map([...first.rows, ...second.rows].map(({ values }) => [values.join('\u0000'), values]));
    const count = ({ rows: all }: StatisticTable, values: readonly string[]) => {
      const found = all.find((row) => row.values.join('\u0000') === values.join('\u0000'));
      return found ? found.count : 0;
    };
    const compared = [...rows.values()].sort(inOrder).map((values) => ({
      values,
      before: count(first, values),
      after: count(second, values),
    }));
    const sums = { values: [], before: first.total, after: second.total };
    return [...(query.by.length > 0 ? compared : []), sums].map((row) => ({ ...row, change: changeOf(row) }));
  }

  async #cube(
    { tenants, metric, from, to }: TableQuery,
    time: TimeAxis,
  ): Promise<{ readonly cube: ProtectedCube; readonly threshold: number }> {
    const [counts, threshold] = await Promise.all([
      this.#store.counts({ tenants, metric, from: dayIn(from, '01'), to: dayIn(to, '31'), time }),
      this.#store.threshold(tenants),
    ]);
    const definition: MetricDefinition = METRICS[metric];
    const cells = counts.map(({ locationId, words, time: at, count }) => ({
      values: [locationId, ...words, ...(time === 'none' ? [] : [at])],
      count,
    }));
    const size = 1 + Object.keys(definition.dimensions).length + (time === 'none' ? 0 : 1);
    // Minutes say how a machine was, not what people did.
    return { cube: protect(cells, size, definition.unit === 'minutes' ? 1 : threshold), threshold };
  }
}

function changeOf({ before, after }: { readonly before: number | null; readonly after: number | null }): number | null {
  return before === null || after === null || before === 0 ? null : Math.round((100 * (after - before)) / before);
}

/** A month's first or last day; a day stays itself. */
const dayIn = (span: string, day: '01' | '31'): string => (span.length === 7 ? `${span}-${day}` : span);

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** Numbers by their size, words by the alphabet. */
const inOrder = (a: readonly string[], b: readonly string[]): number =>
  a.join(' ').localeCompare(b.join(' '), 'en', { numeric: true });
