import type { PictureRef } from './picture.ts';

/** A colour and what is written on it, "#rrggbb". */
export interface ScreenColours {
  readonly background: string;
  readonly text: string;
}

/** What the municipality has chosen of its look; `null`: the screen's own. */
export interface Look {
  readonly logo: PictureRef | null;
  readonly bar: ScreenColours | null;
  readonly accent: ScreenColours | null;
}

export interface AnnouncementView {
  readonly kind: 'note' | 'warning';
  readonly text: string;
}

/** Days with the same opening hours, in the current language. */
export interface OpeningRow {
  /** "Montag bis Freitag" */
  readonly days: string;
  /** "08:00 bis 12:00 Uhr, 14:00 bis 18:00 Uhr" */
  readonly times: string;
}
