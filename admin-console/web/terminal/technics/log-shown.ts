import type { LogLine } from '../../../../fleet-link/log-lines.ts';
import { LEVELS, type Level } from '../../../../foundation/log.ts';
import type { LogViewPart } from '../../../contract/terminals/log-views.ts';

/** One row: a line, or how many were left out there. */
export type LogRow = { readonly key: number } & ({ readonly line: LogLine } | { readonly omitted: number });

export interface LogFilter {
  /** This one and what is worse. */
  readonly level: Level;
  readonly text: string;
}

/** Rows that a page keeps: ten minutes of a busy terminal. */
export const MOST_ROWS = 5_000;

/** What has arrived, below what is there; the oldest rows go. */
export function rowsWith(rows: readonly LogRow[], batches: LogViewPart['batches']): readonly LogRow[] {
  let key = rows.at(-1)?.key ?? 0;
  const added = batches.flatMap(({ lines, omitted }): LogRow[] => [
    ...(omitted > 0 ? [{ key: ++key, omitted }] : []),
    ...lines.map((line) => ({ key: ++key, line })),
  ]);
  return added.length === 0 ? rows : [...rows, ...added].slice(-MOST_ROWS);
}

/** What somebody wants to see; what was left out is said whatever they filter. */
export function shownOf(rows: readonly LogRow[], { level, text }: LogFilter): readonly LogRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    (row) =>
      !('line' in row) ||
      (LEVELS.indexOf(row.line.level) >= LEVELS.indexOf(level) && wordsOf(row.line).toLowerCase().includes(wanted)),
  );
}

/** "hub.lost reason=closed" */
export const wordsOf = ({ event, fields }: LogLine): string =>
  [event, ...Object.entries(fields).map(([name, value]) => `${name}=${value}`)].join(' ');

/** As the terminal's own file has it, one JSON object a line. */
export const fileOf = (rows: readonly LogRow[]): string =>
  rows
    .map((row) => {
      if (!('line' in row)) return JSON.stringify({ omitted: row.omitted });
      const { at, level, event, fields } = row.line;
      return JSON.stringify({ at: new Date(at).toISOString(), level, event, ...fields });
    })
    .map((line) => `${line}\n`)
    .join('');
