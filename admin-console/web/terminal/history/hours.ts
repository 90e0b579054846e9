import { localTime } from '../../../../foundation/time/local-time.ts';
import type { TerminalCondition } from '../../../contract/terminals/judgement.ts';
import type { TerminalHistory } from '../../../contract/terminals/terminal-history.ts';

const HOUR = 3_600_000;
/** The worst last. */
const CONDITIONS: readonly TerminalCondition[] = ['in-service', 'limited', 'out-of-service', 'unreachable'];

/** One day on the clock of the place. */
export interface DayOfHours {
  /** "YYYY-MM-DD" */
  readonly date: string;
  /** By the hour of the day, what was the worst within it; `null`: not known. In autumn's double hour both are one. */
  readonly hours: readonly (TerminalCondition | null)[];
  /** Milliseconds of the day in each condition. */
  readonly spent: Readonly<Record<TerminalCondition, number>>;
}

/** A terminal's condition by day and hour, the oldest day first. */
export function hoursOf({ from, to, changes }: TerminalHistory, timeZone: string): readonly DayOfHours[] {
  const spans = changes
    .filter(({ kind }) => kind === 'condition')
    .map(({ at, value }, n, all) => ({
      condition: value as TerminalCondition,
      from: Math.max(at, from),
      to: all[n + 1]?.at ?? to,
    }))
    .filter((span) => span.to > span.from);
  const days = new Map<string, { hours: (TerminalCondition | null)[]; spent: Record<TerminalCondition, number> }>();
  for (let begin = Math.floor(from / HOUR) * HOUR; begin < to; begin += HOUR) {
    const { date, minute } = localTime(begin, timeZone);
    const day = days.get(date) ?? { hours: Array(24).fill(null), spent: nothing() };
    days.set(date, day);
    const hour = Math.floor(minute / 60);
    for (const span of spans) {
      const lasted = Math.min(span.to, begin + HOUR) - Math.max(span.from, begin);
      if (lasted <= 0) continue;
      day.spent[span.condition] += lasted;
      day.hours[hour] = worse(day.hours[hour] ?? null, span.condition);
    }
  }
  return [...days].map(([date, day]) => ({ date, ...day }));
}

const nothing = () => Object.fromEntries(CONDITIONS.map((name) => [name, 0])) as Record<TerminalCondition, number>;

const worse = (a: TerminalCondition | null, b: TerminalCondition): TerminalCondition =>
  a !== null && CONDITIONS.indexOf(a) > CONDITIONS.indexOf(b) ? a : b;

/** Share of the known time in which people could be served, 0 to 1; `null`: nothing is known. */
export function shareServed(days: readonly DayOfHours[]): number | null {
  const sum = (names: readonly TerminalCondition[]) =>
    days.reduce((all, { spent }) => all + names.reduce((of, name) => of + spent[name], 0), 0);
  const known = sum(CONDITIONS);
  return known === 0 ? null : sum(['in-service', 'limited']) / known;
}
