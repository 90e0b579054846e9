import type { RolloutRing, RolloutSelection, RolloutStop, RolloutWindow } from '../../contract/rollouts/rollouts.ts';
import type { Desk } from '../frame/desk.ts';
import type { Names } from '../frame/names.ts';

type Reader = Pick<Desk, 'say' | 'language'>;
/** Longer lists of names are cut. */
const MOST_NAMES = 5;

/** "5 % der Terminals", "Standorte Rathaus und Bibliothek", "alle übrigen Terminals". */
export function selectionWords(selection: RolloutSelection, { say, language }: Reader, names: Names): string {
  const list = (all: readonly string[]) => {
    const shown =
      all.length > MOST_NAMES ? [...all.slice(0, MOST_NAMES), say('ring.more', { n: all.length - MOST_NAMES })] : all;
    return new Intl.ListFormat(language).format(shown);
  };
  switch (selection.by) {
    case 'percentage': {
      const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 });
      return say('ring.percentage', { share: share.format(selection.percent / 100) });
    }
    case 'locations':
      return say('ring.locations', { names: list(selection.ids.map((id) => names.location(id))) });
    case 'tags':
      return say('ring.tags', { names: list(selection.tags) });
    case 'terminals':
      return say('ring.terminals', { names: list(selection.ids) });
    case 'rest':
      return say('ring.rest');
  }
}

/** "Montag bis …, 22:00 bis 05:00 Uhr"; `null`: at any time. */
export function windowWords(window: RolloutWindow | null, { say, language }: Reader): string {
  if (window === null) return say('ring.window.any');
  const days = window.weekdays.toSorted().map((day) => weekdayName(day, language));
  const { from, to } = window;
  return days.length === 7
    ? say('ring.window.daily', { from, to })
    : say('ring.window', { days: new Intl.ListFormat(language).format(days), from, to });
}

/** @param day ISO 8601: 1 is Monday; the first of January 2024 was one */
export const weekdayName = (day: number, language: string, weekday: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));

/** What is waited for after a ring; empty for nothing. */
export const afterWords = ({ after }: RolloutRing, { say }: Reader): string =>
  after.kind === 'soak' && after.minutes === 0
    ? ''
    : after.kind === 'approval'
      ? say('ring.after.approval')
      : say('ring.after.soak', { time: spanWords(after.minutes, say) });

/** "2 Stunden", "45 Minuten". */
export const spanWords = (minutes: number, say: Desk['say']): string =>
  minutes > 0 && minutes % 1_440 === 0
    ? say.count('span.days', minutes / 1_440)
    : minutes > 0 && minutes % 60 === 0
      ? say.count('span.hours', minutes / 60)
      : say.count('span.minutes', minutes);

/** Why it stopped: as the hub found it, or as the person said. */
export function stopWords({ isByItself, reason }: RolloutStop, { say }: Reader): string {
  const [, ring, failed, all] = /^ring-(\d+)-failed-(\d+)-of-(\d+)$/.exec(reason) ?? [];
  if (!isByItself) return say('stop.by-person', { reason });
  return all === undefined
    ? say('stop.by-itself')
    : say('stop.threshold', { ring: ring ?? '', failed: failed ?? '', all });
}

/** Why a terminal failed, went back or is excluded. */
export function memberReasonWords(reason: string, { say }: Reader): string {
  const alert = /^alert-(.+)$/.exec(reason)?.[1];
  if (alert !== undefined && say.has(`cause.${alert}`)) return say(`cause.${alert}`);
  return say(say.has(`member-reason.${reason}`) ? `member-reason.${reason}` : 'member-reason.other');
}
