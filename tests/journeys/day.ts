/** The calendar day in the town hall, not in UTC: "2026-11-30". */
export const dayOf = (at: Date | number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(at);
