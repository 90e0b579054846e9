import type { ConsoleLanguage } from '../texts.ts';

/** "2026-11", as the API names months. */
export const monthOf = (at: Date): string => `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`;

/** @returns months up to this one, the newest first */
export const lastMonths = (now: Date, count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) => monthOf(new Date(now.getFullYear(), now.getMonth() - back, 1)));

export const monthWords = (month: string, language: ConsoleLanguage): string =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01T00:00:00Z`),
  );
