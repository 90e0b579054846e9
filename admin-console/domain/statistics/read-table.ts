import type { ShownCount, StatisticTable } from '../../contract/statistics.ts';

/** The count of a row; 0 where nothing was counted, `null` where it is not shown. */
export function countAt({ rows }: StatisticTable, ...values: readonly string[]): ShownCount {
  const row = rows.find((one) => one.values.join(' ') === values.join(' '));
  return row ? row.count : 0;
}

/** Rounded percent; `null` where either is not shown, or there is nothing. */
export const percent = (part: ShownCount, whole: ShownCount): ShownCount =>
  part === null || whole === null || whole === 0 ? null : Math.round((100 * part) / whole);
