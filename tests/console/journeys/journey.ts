import type { Page } from 'playwright-core';
import type { Role } from '../../../admin-console/contract/access/permissions.ts';
import type { ConsoleLanguage, Say } from '../../../admin-console/web/texts.ts';
import type { Stack } from '../../../demo/stack.ts';
import type { Keyboard } from './keyboard.ts';

/**
 * A journey is something a user of the console wants, from beginning to end, in the real browser against the real hub
 * and the real terminal of the demo. A file `<name>.journey.ts` in this folder exports one as its default:
 *
 *     export default journey('find and repair a jammed printer', async ({ signIn, say, stack }) => {
 *       const page = await signIn('technician');
 *       stack.world.pagePrinter.jam();
 *       …
 *     });
 *
 * `npm run console-journeys -- <name>` plays it alone, `-- --language en --database postgres` as another. It plays in
 * German and in English: it finds things by `say(key)` and by test ids, never by words of one language. What it changed
 * it gives back by `undo`; the stage proves that everything is as before (people, drafts, configuration that runs,
 * alerts, commands, rollouts, …) and fails the journey otherwise. Twenty seconds are much.
 */
export interface Journey {
  /** As a user would say it. */
  readonly title: string;
  /** Simulated terminals that it needs beside the real one, with their year of counts; such journeys come last. */
  readonly fleet: number;
  readonly play: (stage: JourneyStage) => Promise<void>;
}

/** What one journey gets. */
export interface JourneyStage {
  /** Terminal, hub and simulated world, used by one journey after the other. */
  readonly stack: Stack;
  /** The id of the real terminal. */
  readonly terminalId: string;
  readonly language: ConsoleLanguage;
  /** All texts of the console, in the language of this run. @throws Bug for a key without a text */
  readonly say: Say;
  /**
   * A page of the console with somebody signed in, at its overview. Every role is a person of its own; every call opens
   * a browser of its own.
   */
  readonly signIn: (role: Role, options?: SignInOptions) => Promise<Page>;
  /** The citizen's screen of the real terminal. It is one person's: open it once. */
  readonly citizen: () => Promise<Page>;
  /** From now on the mouse is not used on this page; the journey fails if it was. */
  readonly keyboardOnly: (page: Page) => Promise<Keyboard>;
  /**
   * Asks the hub's API as its owner: to prepare, and to give back.
   * @param person 2: another owner, who may release what the first has written
   * @throws Refusal with the hub's reason
   */
  readonly ask: <T>(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    person?: 1 | 2,
  ) => Promise<T>;
  /** Done at the end, the last one first, also where the journey failed before. */
  readonly undo: (act: () => unknown) => void;
  /** Waits for something outside of the pages. @throws Refusal `never-happened` with `what` after 15 seconds */
  readonly until: (what: string, holds: () => boolean | Promise<boolean>) => Promise<void>;
}

export interface SignInOptions {
  /** 2: a second person of that role, for what needs four eyes. */
  readonly person?: 1 | 2;
  /** Where to begin, such as `hrefOf('inbox')`. */
  readonly at?: string;
  /** A telephone's window instead of a desk's. */
  readonly isTelephone?: boolean;
}

/** @param fleet simulated terminals beside the real one */
export const journey = (title: string, play: Journey['play'], { fleet = 0 } = {}): Journey => ({ title, play, fleet });
