import type { Locator, Page } from 'playwright-core';
import { FRESH } from '../touch/touch-readiness.ts';

/** Selector of a control once it takes touches (`../touch/touch-readiness.ts`): to wait for it is to wait as a person does. */
export const takingTouches = (testid: string): string => `[data-testid="${testid}"]:not([${FRESH}])`;

/** A person gives up after so many touches that nothing answered. */
const TOUCHES = 5;

/**
 * Touches a control as a person does: brings it into sight, waits until it takes a touch, touches it. Between the look
 * and the touch a late font or picture may move the control, and the guard swallows the touch: touched again.
 * @param timeout milliseconds for each step of each touch
 */
export async function touch(place: Pick<Page, 'locator'>, testid: string, timeout: number): Promise<void> {
  const control = place.locator(`[data-testid="${testid}"]`).first();
  for (let touches = 1; touches <= TOUCHES; touches++) {
    try {
      if (await touchOnce(place, testid, control, timeout)) return;
    } catch (thrown) {
      // Drawn anew while the finger was on its way: it is looked for again.
      if (!(thrown instanceof Error && thrown.message.includes('not attached to the DOM'))) throw thrown;
    }
  }
  throw new Error(`${testid} took none of ${TOUCHES} touches`);
}

/** @returns whether the page took the touch */
async function touchOnce(
  place: Pick<Page, 'locator'>,
  testid: string,
  control: Locator,
  timeout: number,
): Promise<boolean> {
  await control.scrollIntoViewIfNeeded({ timeout });
  // The page hears of the scrolling with its next frame.
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await control.evaluate(drawn, null, { timeout });
  const heard = await control.evaluateHandle(listenBehindTheGuard, null, { timeout });
  await taking(place, testid).click({ timeout });
  // A page that is gone has taken the touch.
  return heard.evaluate((state) => state.clicked).catch(() => true);
}

/** Runs in the page. The guard listens first; what it swallows does not get here. */
function listenBehindTheGuard(): { clicked: boolean } {
  const state = { clicked: false };
  const hear = () => {
    state.clicked = true;
  };
  window.addEventListener('click', hear, { capture: true, once: true });
  return state;
}

/** The control, there only while it takes touches. */
export const taking = (place: Pick<Page, 'locator'>, testid: string): Locator =>
  place.locator(takingTouches(testid)).first();
