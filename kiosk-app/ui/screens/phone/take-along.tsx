import { later } from '../../later.tsx';

/**
 * Files to take along, on whatever screen offers some: the panel on the screen, and in its place, while a telephone is
 * being linked (`kind` of the view is `linking`), the page for it. Their scripts come later.
 */
export const TakeAlong = later(async () => (await import('./take-along-panel.tsx')).TakeAlongPanel);
export const PhonePage = later(async () => (await import('./phone-page.tsx')).PhonePage);
/** At the evidence: photos from the telephone. */
export const LinkedPhone = later(async () => (await import('./linked-phone.tsx')).LinkedPhone);
export const UsePhone = later(async () => (await import('./use-phone.tsx')).UsePhone);
