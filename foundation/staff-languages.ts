/** Languages in which staff read what commands and pages for them write; the first is the one of whoever does not say. */
export const STAFF_LANGUAGES = ['de', 'en'] as const;
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number];
