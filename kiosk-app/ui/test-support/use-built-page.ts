import type { Server } from 'node:http';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { launch, ORIENTATIONS } from './chromium.ts';
import type { FakeSession } from './fake-session.ts';
import { type Served, serve } from './serve.ts';

/** What stands while a test runs. */
export interface BuiltPage<Session> {
  readonly page: Page;
  readonly session: Session;
  /** Where the page is served. */
  readonly address: string;
}

/**
 * For the tests of one `describe`: the page as it is installed, served under its own policy, in Chromium. Each test has
 * a page and a session of its own; the browser is started once.
 */
export function useBuiltPage<Session extends FakeSession>(
  openSession: (server: Server, page: Page) => Session,
  context: BrowserContextOptions = {},
): BuiltPage<Session> {
  let browser: Browser;
  let served: Served;
  let page: Page;
  let session: Session;

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    served = await serve(inject('builtUi').page);
    page = await browser.newPage({ viewport: ORIENTATIONS.portrait, ...context });
    session = openSession(served.server, page);
  });
  afterEach(async () => {
    await page.close();
    session.close();
    await served.close();
  });
  return {
    get page() {
      return page;
    },
    get session() {
      return session;
    },
    get address() {
      return `http://127.0.0.1:${served.port}/`;
    },
  };
}
