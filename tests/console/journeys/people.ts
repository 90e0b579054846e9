import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ACCESS_ROUTES } from '../../../admin-console/contract/access/access.ts';
import type { Role } from '../../../admin-console/contract/access/permissions.ts';
import type { ConsoleLanguage } from '../../../admin-console/web/texts.ts';
import type { Stack } from '../../../demo/stack.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { JourneyStage, SignInOptions } from './journey.ts';

/** Of the terminal. */
export const TENANT = 'default';
const DESK = { width: 1_280, height: 720 };
const TELEPHONE = { width: 390, height: 844 };
/** Milliseconds after which something that does not appear on a page never does. */
const PAGE_PATIENCE = 30_000;

type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Everybody who works with the hub: one person for each role, and a second one where four eyes are needed. */
export class People {
  readonly #browser: Browser;
  readonly #stack: Stack;
  readonly #origin: string;
  readonly #sessions = new Map<string, Session>();
  /** Those who were hired for the stage. */
  readonly names: string[] = [];

  constructor(browser: Browser, stack: Stack) {
    this.#browser = browser;
    this.#stack = stack;
    this.#origin = new URL(stack.links.hub).origin;
  }

  /** Two owners: by them the stage prepares and looks. */
  async begin(): Promise<void> {
    const context = await this.#browser.newContext();
    this.#sessions.set('owner-1', await this.#enter(context, await this.#stack.openHub()));
    await context.close();
    await this.#sessionOf('owner', 2);
  }

  /** Asks the hub's API as an owner. @throws Refusal with the hub's reason */
  readonly ask: JourneyStage['ask'] = async <T>(method: string, path: string, body?: object, person: 1 | 2 = 1) => {
    const [cookie] = (await this.#sessionOf('owner', person)).cookies;
    const answer = await fetch(this.#origin + path, {
      method,
      headers: {
        origin: this.#origin,
        cookie: `${cookie?.name}=${cookie?.value}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const said = (await answer.json()) as unknown;
    if (!answer.ok) throw new Refusal((said as { reason: string }).reason, `${method} ${path}`);
    return said as T;
  };

  /** Somebody of that role at the console, in a browser of their own. */
  async open(role: Role, language: ConsoleLanguage, options: SignInOptions): Promise<Page> {
    const { person = 1, isTelephone = false, at = '' } = options;
    const context = await this.#browser.newContext({
      storageState: await this.#sessionOf(role, person),
      viewport: isTelephone ? TELEPHONE : DESK,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      reducedMotion: 'reduce',
    });
    await context.addInitScript((chosen) => localStorage.setItem('console-language', chosen), language);
    context.setDefaultTimeout(PAGE_PATIENCE);
    const page = await context.newPage();
    await page.goto(`${this.#origin}/${at}`);
    await page.getByTestId('sign-out').waitFor();
    return page;
  }

  /** A session of theirs that is good; who is not there yet, or has lost it, is hired. */
  async #sessionOf(role: Role, person: 1 | 2): Promise<Session> {
    const who = `${role}-${person}`;
    const known = this.#sessions.get(who);
    if (known && (role === 'owner' || (await this.#isGood(known)))) return known;
    const name = person === 1 && !known ? role : `${role}-${this.names.length + 2}`;
    this.names.push(name);
    const { link } = await this.ask<{ link: string }>('POST', ACCESS_ROUTES.users(TENANT), {
      ...{ name, roles: [role], reason: 'Neu im Amt' },
    });
    const context = await this.#browser.newContext();
    const session = await this.#enter(context, link);
    await context.close();
    this.#sessions.set(who, session);
    return session;
  }

  async #enter(context: BrowserContext, link: string): Promise<Session> {
    const { hash } = new URL(link);
    const answer = await context.request.post(this.#origin + ACCESS_ROUTES.signInLink, {
      headers: { origin: this.#origin },
      data: { token: hash.slice(hash.indexOf('=') + 1) },
    });
    if (!answer.ok()) throw new Refusal('not-signed-in', await answer.text());
    return context.storageState();
  }

  async #isGood({ cookies: [cookie] }: Session): Promise<boolean> {
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` };
    return (await fetch(this.#origin + ACCESS_ROUTES.session, { headers })).ok;
  }
}
