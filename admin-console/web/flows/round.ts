import type { PaperView } from '../../contract/terminals/terminal-history.ts';

/** Terminals of one place that need a roll. */
export interface RoundStop {
  readonly locationId: string | null;
  /** The first to end first. */
  readonly terminals: readonly PaperView[];
  /** Rolls to take along: nobody has put one in there yet. */
  readonly rolls: number;
}

/** One stop for each place, the most urgent first. */
export function stopsOf(all: readonly PaperView[]): readonly RoundStop[] {
  const last = (days: number | null) => days ?? Number.POSITIVE_INFINITY;
  return [...Map.groupBy(all, ({ locationId }) => locationId)]
    .map(([locationId, terminals]) => ({
      locationId,
      terminals: terminals.toSorted((a, b) => last(a.days) - last(b.days)),
      rolls: terminals.filter(({ tick }) => tick === null).length,
    }))
    .sort((a, b) => last(a.terminals[0]?.days ?? null) - last(b.terminals[0]?.days ?? null));
}
