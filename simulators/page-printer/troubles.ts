/** What may be wrong with the simulated printer at one time, and how it says so. */
export interface PagePrinterTroubles {
  trayEmpty: boolean;
  jam: boolean;
  coverOpen: boolean;
  tonerLow: boolean;
  tonerEmpty: boolean;
  paused: boolean;
}

export const noTroubles = (): PagePrinterTroubles => ({
  trayEmpty: false,
  jam: false,
  coverOpen: false,
  tonerLow: false,
  tonerEmpty: false,
  paused: false,
});

/** Stops the paper path. */
export const stops = (troubles: PagePrinterTroubles): boolean =>
  troubles.trayEmpty || troubles.jam || troubles.coverOpen || troubles.tonerEmpty || troubles.paused;

/** `printer-state-reasons`, RFC 8011 section 5.4.12. */
export function reasonsOf(troubles: PagePrinterTroubles, severity: 'error' | 'warning'): readonly string[] {
  const reasons = [
    troubles.trayEmpty && `media-empty-${severity}`,
    troubles.trayEmpty && `media-needed-${severity}`,
    troubles.jam && `media-jam-${severity}`,
    troubles.coverOpen && `cover-open-${severity}`,
    troubles.tonerEmpty && `toner-empty-${severity}`,
    troubles.tonerLow && 'toner-low-warning',
    troubles.paused && 'paused',
  ].filter((reason) => reason !== false);
  return reasons.length > 0 ? reasons : ['none'];
}
