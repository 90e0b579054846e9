import type { ConsoleLanguage } from '../texts.ts';

/** "2026-11", as the API names months. */
export const monthOf = (at: Date): string => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;

/** "2026-11-29", of the reader's clock. */
export const dayOf = (at: number): string =>
  `${monthOf(new Date(at))}-${String(new Date(at).getDate()).padStart(2, '0')}`;

export const dayWords = (day: string, language: ConsoleLanguage): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' }).format(Date.parse(day));

/** @returns months up to this one, the newest first */
export const lastMonths = (now: Date, count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) => monthOf(new Date(now.getFullYear(), now.getMonth() - back, 1)));

export const monthWords = (month: string, language: ConsoleLanguage): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );

/** Months, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

const moved = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthOf(new Date(year, number - 1 + by, 1));
};
const lengthOf = ({ from, to }: Span): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1;

/** What a span may be compared with: as many months just before it, or the same months a year before. */
export const COMPARED = ['before', 'year'] as const;
export function comparedSpan(span: Span, how: (typeof COMPARED)[number]): Span {
  const by = how === 'year' ? -12 : -lengthOf(span);
  return { from: moved(span.from, by), to: moved(span.to, by) };
}
