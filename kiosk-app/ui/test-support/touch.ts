import type { Locator, Page } from 'playwright-core';
import { FRESH } from '../touch/standing.ts';

/** Selector of a control once it takes touches (`../touch/standing.ts`): to wait for it is to wait as a person does. */
export const takingTouches = (testid: string): string => `[data-testid="${testid}"]:not([${FRESH}])`;

/**
 * Touches a control as a person does: brings it into sight, waits until it takes a touch, touches it.
 * @param timeout milliseconds for each of the three
 */
export async function touch(place: Pick<Page, 'locator'>, testid: string, timeout: number): Promise<void> {
  const control = place.locator(`[data-testid="${testid}"]`).first();
  await control.scrollIntoViewIfNeeded({ timeout });
  // The page hears of the scrolling with its next frame.
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await control.evaluate(drawn, null, { timeout });
  await taking(place, testid).click({ timeout });
}

/** The control, there only while it takes touches. */
export const taking = (place: Pick<Page, 'locator'>, testid: string): Locator =>
  place.locator(takingTouches(testid)).first();
