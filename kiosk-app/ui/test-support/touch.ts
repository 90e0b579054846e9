import type { JSHandle, Locator, Page } from 'playwright-core';
import { FRESH } from '../touch/touch-readiness.ts';

/** Selector of a control once it takes touches (`../touch/touch-readiness.ts`): to wait for it is to wait as a person does. */
export const takingTouches = (testid: string): string => `[data-testid="${testid}"]:not([${FRESH}])`;

/** A person gives up after so many touches that nothing answered. */
const TOUCHES = 5;

/** The page itself, or the frame that fills it from edge to edge. */
type Screen = Pick<Page, 'locator'>;

/**
 * Touches a control as a person does: brings it into sight, waits until it takes a touch, touches it. Between the look
 * and the touch a late font or picture may move the control, and the guard swallows the touch: touched again.
 *
 * Asks the browser as little as possible: a journey is some hundred touches, and Playwright's own `click` costs several
 * times as much.
 * @param timeout milliseconds for each step of each touch
 * @throws Error if it does not take a touch in time: not there, fresh, disabled, moving, or under something else
 */
export async function touch(page: Page, testid: string, timeout: number, screen: Screen = page): Promise<void> {
  for (let touches = 1; touches <= TOUCHES; touches++) if (await touchOnce(page, testid, timeout, screen)) return;
  throw new Error(`${testid} took none of ${TOUCHES} touches`);
}

/** @returns whether the page took the touch; not if the control was drawn anew while the finger was on its way */
async function touchOnce(page: Page, testid: string, timeout: number, screen: Screen): Promise<boolean> {
  const control = screen.locator(`[data-testid="${testid}"]`).first();
  const reached = await control.evaluateHandle(reach, { timeout, takes: takingTouches(testid) }, { timeout });
  const spot = await reached.evaluate(({ x, y, isGone }) => (isGone ? null : { x, y }));
  if (spot === null) return false;
  if (Number.isNaN(spot.x)) throw new Error(`${testid} could not be touched within ${timeout} ms`);
  await page.mouse.click(spot.x, spot.y);
  return hasClicked(reached);
}

/** A page that is gone has taken the touch. */
const hasClicked = (reached: JSHandle<Reached>): Promise<boolean> =>
  reached.evaluate((state) => state.clicked).catch(() => true);

interface Reached {
  /** Middle of the control in CSS pixels; NaN if no finger reaches it. */
  readonly x: number;
  readonly y: number;
  /** Drawn anew meanwhile. */
  readonly isGone: boolean;
  clicked: boolean;
}

/** Runs in the page: waits until a finger would reach the control. */
async function reach(
  control: Element,
  { timeout, takes }: { readonly timeout: number; readonly takes: string },
): Promise<Reached> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const nowhere = { x: Number.NaN, y: Number.NaN, isGone: false, clicked: false };
  const end = performance.now() + timeout;
  while (performance.now() < end) {
    // What is out of sight takes no touch. Chromium's own: the standard's scrolls what is in sight, too.
    (control as Element & { scrollIntoViewIfNeeded(): void }).scrollIntoViewIfNeeded();
    // The page hears of the scrolling with its next frame.
    await frame();
    const before = control.getBoundingClientRect();
    await frame();
    if (!control.isConnected) return { ...nowhere, isGone: true };
    const now = control.getBoundingClientRect();
    const [x, y] = [now.left + now.width / 2, now.top + now.height / 2];
    const isStill = before.left === now.left && before.top === now.top && before.width === now.width;
    const isSeen = control.checkVisibility({ visibilityProperty: true }) && now.width > 0 && now.height > 0;
    if (!isStill || !isSeen || !control.matches(`${takes}:not(:disabled)`)) continue;
    if (!control.contains(document.elementFromPoint(x, y))) continue;
    const state = { x, y, isGone: false, clicked: false };
    // The guard listens first; what it swallows does not get here.
    window.addEventListener('click', () => Object.assign(state, { clicked: true }), { capture: true, once: true });
    return state;
  }
  return nowhere;
}

/** The control, there only while it takes touches. */
export const taking = (screen: Screen, testid: string): Locator => screen.locator(takingTouches(testid)).first();
