import { localTime } from '../../foundation/time/local-time.ts';
import type { Announcement } from '../schema/announcement.ts';

/** What a place announces on the day that it has at an instant. */
export function announcedAt(
  { announcements, timeZone }: { readonly announcements: readonly Announcement[]; readonly timeZone: string },
  at: number,
): Pick<Announcement, 'kind' | 'text'>[] {
  const { date } = localTime(at, timeZone);
  return announcements
    .filter(({ from, until }) => (from === null || from <= date) && (until === null || date <= until))
    .map(({ kind, text }) => ({ kind, text }));
}
