import type { Story } from './fixture.ts';
import { identifyStories } from './identify.stories.ts';
import { interruptedStories } from './interrupted.stories.ts';
import { moneyStories } from './money.stories.ts';
import { overlayStories } from './overlay.stories.ts';
import { phoneStories } from './phone.stories.ts';
import { pinChangeStories } from './pin-change.stories.ts';
import { placeStories } from './place.stories.ts';
import { portalStories } from './portal.stories.ts';
import { sheetStories } from './sheet.stories.ts';
import { startStories } from './start.stories.ts';
import { walletStories } from './wallet.stories.ts';
import { workStories } from './work.stories.ts';

/** Every screen in every phase that the contract knows. */
export const STORIES: readonly Story[] = [
  ...startStories,
  ...placeStories,
  ...interruptedStories,
  ...identifyStories,
  ...walletStories,
  ...phoneStories,
  ...pinChangeStories,
  ...workStories,
  ...moneyStories,
  ...overlayStories,
  ...portalStories,
  ...sheetStories,
];
