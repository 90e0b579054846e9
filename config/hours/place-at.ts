import { localTime } from '../../foundation/time/local-time.ts';
import type { Announcement } from '../schema/announcement.ts';
import type { SiteDefinition } from '../schema/site.ts';
import { announcedAt } from './announced.ts';
import { type Closed, closedAt } from './closed.ts';

export type PlaceHours = Pick<
  SiteDefinition,
  'timeZone' | 'openingHours' | 'holidays' | 'townHoliday' | 'closures' | 'outsideHours' | 'announcements'
>;

/** What the clock on the wall makes of a place at an instant: whether it closes the terminal, and what it announces. */
export const placeAt = (
  place: PlaceHours,
  at: number,
): { readonly closed: Closed | null; readonly announcements: Pick<Announcement, 'kind' | 'text'>[] } => ({
  closed: place.outsideHours === 'close' ? closedAt(place, localTime(at, place.timeZone)) : null,
  announcements: announcedAt(place, at),
});
