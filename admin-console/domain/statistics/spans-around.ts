import { addDays, daysBetween, weekdayOf } from '../../../foundation/time/local-time.ts';
import type { KeptDays } from './statistics-store.ts';

/** Days ("2026-10-01"), or months ("2026-10"), both included. */
interface Span {
  readonly from: string;
  readonly to: string;
}
/** As long before a change as after it. */
export interface SpansAround {
  readonly grain: 'week' | 'month';
  readonly before: Span;
  readonly after: Span;
  /** The week or month in which the change was belongs to neither. */
  readonly isLeftOut: boolean;
}
export type NoSpans = 'future' | 'too-early' | 'nothing-before' | 'nothing-counted';

interface Known extends KeptDays {
  /** The last day of which all counts are here. */
  readonly last: string;
}

/**
 * Four weeks, so that no answer is about a time shorter than those of the other questions, and always a multiple of
 * them, so that the difference of two answers is not about a single week either.
 */
const BLOCK = 28;
/** Twelve weeks, three months: long enough for a place with few visits, and still much the same season. */
const BLOCKS_AT_MOST = 3;

/** Whole weeks on both sides of a day, because every weekday is another; months where nothing finer is left. */
export function spansAround(since: string, known: Known): SpansAround | NoSpans {
  if (since > known.last) return 'future';
  if (known.first === null) return 'nothing-counted';
  const weekday = weekdayOf(since);
  const beforeEnd = addDays(since, -weekday);
  const daysFrom = known.lastMonth === null ? known.first : `${monthName(monthNumber(known.lastMonth) + 1)}-01`;
  if (known.lastMonth !== null && addDays(beforeEnd, 1 - BLOCK) < daysFrom)
    return monthsAround(since, known.first, known.last);
  const afterStart = addDays(since, (8 - weekday) % 7);
  const blocksAfter = Math.floor((daysBetween(afterStart, known.last) + 1) / BLOCK);
  const blocksBefore = Math.floor((daysBetween(daysFrom, beforeEnd) + 1) / BLOCK);
  const days = BLOCK * Math.min(BLOCKS_AT_MOST, blocksAfter, blocksBefore);
  if (blocksAfter < 1) return 'too-early';
  if (blocksBefore < 1) return 'nothing-before';
  return {
    grain: 'week',
    before: { from: addDays(beforeEnd, 1 - days), to: beforeEnd },
    after: { from: afterStart, to: addDays(afterStart, days - 1) },
    isLeftOut: weekday !== 1,
  };
}

function monthsAround(since: string, first: string, last: string): SpansAround | NoSpans {
  const isLeftOut = !since.endsWith('-01');
  const change = monthNumber(since);
  const start = isLeftOut ? change + 1 : change;
  const firstWhole = monthNumber(first) + (first.endsWith('-01') ? 0 : 1);
  // The month of the last day may not be over.
  const after = monthNumber(last) - start;
  const before = change - firstWhole;
  if (after < 1) return 'too-early';
  if (before < 1) return 'nothing-before';
  const months = Math.min(BLOCKS_AT_MOST, after, before);
  return {
    grain: 'month',
    before: { from: monthName(change - months), to: monthName(change - 1) },
    after: { from: monthName(start), to: monthName(start + months - 1) },
    isLeftOut,
  };
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const monthName = (number: number): string =>
  `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
