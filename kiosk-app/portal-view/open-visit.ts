import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Timer } from '../../foundation/clock.ts';
import type { Log } from '../../foundation/log.ts';
import { Personal } from '../../foundation/personal.ts';
import type { Browser } from '../chromium/browser.ts';
import type { DevtoolsParams } from '../chromium/devtools-pipe.ts';
import type { PortalEvent, PortalVisit, ViewSize } from './contract.ts';
import { DELAYS } from './delays.ts';
import { printPage } from './documents.ts';
import { Frames } from './frames.ts';
import { keyCommands, scrollCommands, tapCommands } from './input.ts';
import { intercept, report } from './interception.ts';
import { mayReturnTo } from './judge/judge-eid-link.ts';
import { judgeRequest } from './judge/judge-request.ts';
import { LIMITS } from './limits.ts';
import { BINDING } from './page-script.ts';
import { readTold } from './told.ts';
import { type PortalWindow, PortalWindows } from './windows.ts';
import type { PortalKey } from './words.ts';

export interface OpenVisitOptions {
  readonly browser: Browser;
  readonly visit: PortalVisit;
  readonly size: () => ViewSize;
  readonly zoom: () => number;
  readonly clock: Clock;
  readonly log: Log;
}

interface HistoryEntry {
  readonly id: number;
  readonly url: string;
}

interface NavigatedFrame {
  readonly id: string;
  readonly loaderId: string;
  readonly url: string;
  readonly unreachableUrl?: string;
}

/** One visit of a web site in a browser that runs: what happens on its pages, and what the citizen does there. */
export class OpenVisit {
  readonly frames: Frames;
  readonly #options: OpenVisitOptions;
  readonly #windows: PortalWindows;
  readonly #first = Promise.withResolvers<void>();
  #loadingTimer: Timer | undefined;
  /** Of the field that has the focus: where it is to be told what was chosen. */
  #field: { readonly session: string; readonly context: number } | null = null;
  #chooser: { readonly session: string; readonly node: number } | null = null;
  #dialog: string | null = null;
  #files = 0;
  /** The start page is on its way; before, there was an empty one. */
  #hasStarted = false;
  /**
   * The way to an address of ours: until it has led somewhere, the end of an earlier one ends no waiting, and of what
   * goes wrong the answer tells more than the error page.
   */
  #going: object | null = null;
  /** What a list or a field for files was told: keys come faster than it (Chromium puts input first), and wait for it. */
  #chosen: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor(options: OpenVisitOptions) {
    this.#options = options;
    const { browser, log, clock } = options;
    this.frames = new Frames(browser.pipe, clock);
    this.#windows = new PortalWindows({
      pipe: browser.pipe,
      userAgent: browser.userAgent.replace('HeadlessChrome', 'Chrome'),
      size: options.size,
      zoom: options.zoom,
      log,
      onFront: (window) => this.#front(window),
      onEmpty: () => this.#tell({ kind: 'failed', reason: 'gone' }),
    });
    this.#listen();
    void browser.gone.then(() => this.#tell({ kind: 'failed', reason: 'gone' }));
  }

  async start(): Promise<void> {
    const { browser, visit, log } = this.#options;
    const { pipe } = browser;
    await pipe.send('Browser.setDownloadBehavior', { behavior: 'deny' });
    await pipe.send('Browser.grantPermissions', { permissions: [] });
    await intercept({
      pipe,
      visit,
      log,
      isPage: (frameId) => this.#windows.isPage(frameId),
      onStopped: (frameId) => this.#stopped(frameId),
      tell: (event) => this.#tell(event),
    });
    await this.#windows.start();
    await this.#first.promise;
    await this.goTo(visit.portal.start);
  }

  stop(): void {
    this.#isOver = true;
    this.#options.clock.clearTimeout(this.#loadingTimer);
    this.frames.stop();
  }

  async goTo(url: string): Promise<void> {
    this.#loading(true);
    const mine = {};
    this.#going = mine;
    const isLast = () => this.#going === mine;
    try {
      // Answered when the new document stands, or never will.
      const { errorText, loaderId } = await this.#send('Page.navigate', { url });
      if (!isLast()) return;
      this.#hasStarted = true;
      if (typeof errorText === 'string' && errorText !== '') this.#failed(errorText);
      else if (this.#windows.front?.loaded === loaderId) this.#loaded();
    } finally {
      if (isLast()) this.#going = null;
    }
  }

  home(): Promise<void> {
    return this.goTo(this.#options.visit.portal.start);
  }

  returnTo(url: string): boolean {
    const { portal } = this.#options.visit;
    const isAllowed = judgeRequest(portal, { url, method: 'GET', use: 'page' }).kind === 'allow';
    if (!isAllowed || !mayReturnTo(portal.eid, url)) return false;
    void this.goTo(url).catch(() => {});
    return true;
  }

  async fit(): Promise<void> {
    await this.#windows.fit();
  }

  tap(x: number, y: number): void {
    this.#input(tapCommands(x, y));
  }

  scroll(x: number, y: number, dx: number, dy: number): void {
    this.#input(scrollCommands(x, y, dx, dy));
  }

  press(key: PortalKey): void {
    this.#input(keyCommands(key));
  }

  type(text: string): void {
    this.#input([{ method: 'Input.insertText', params: { text } }]);
  }

  choose(index: number): void {
    const field = this.#field;
    if (!field) return;
    const expression = `terminalChoose(${Math.trunc(index)})`;
    const params = { expression, contextId: field.context, userGesture: true };
    this.#chosen = this.#options.browser.pipe.send('Runtime.evaluate', params, field.session).catch(() => {});
  }

  answer(accept: boolean): void {
    const session = this.#dialog;
    this.#dialog = null;
    if (session === null) return;
    this.#options.browser.pipe.send('Page.handleJavaScriptDialog', { accept }, session).catch(() => {});
  }

  giveFile(name: string, content: Uint8Array): void {
    const chooser = this.#chooser;
    this.#chooser = null;
    if (!chooser) return;
    const { browser } = this.#options;
    // In the browser's own directory, which is memory and ends with it.
    const file = join(browser.profile, `${++this.#files}-${name}`);
    writeFileSync(file, content, { mode: 0o600 });
    this.#chosen = browser.pipe
      .send('DOM.setFileInputFiles', { files: [file], backendNodeId: chooser.node }, chooser.session)
      .catch(() => rmSync(file, { force: true }));
  }

  async back(): Promise<void> {
    const before = await this.#entryBefore();
    if (before) await this.#send('Page.navigateToHistoryEntry', { entryId: before.id });
    else if (this.#windows.count > 1) await this.#windows.closeFront();
  }

  #tell(event: PortalEvent): void {
    if (!this.#isOver) this.#options.visit.onEvent(event);
  }

  async #send(method: string, params: DevtoolsParams): Promise<DevtoolsParams> {
    const { front } = this.#windows;
    return front ? this.#options.browser.pipe.send(method, params, front.session) : {};
  }

  /** Not waited for: a page that shows a dialog answers no touch before the dialog is answered. */
  #input(commands: readonly { readonly method: string; readonly params: DevtoolsParams }[]): void {
    void this.#chosen.then(() => {
      for (const { method, params } of commands) this.#send(method, params).catch(() => {});
    });
  }

  #front(window: PortalWindow): void {
    this.#first.resolve();
    this.#field = null;
    this.#tell({ kind: 'field', field: null });
    this.frames.follow(window.session).catch(() => {});
    this.#tellHistory();
  }

  async #entryBefore(): Promise<HistoryEntry | null> {
    const { currentIndex, entries } = await this.#send('Page.getNavigationHistory', {});
    const before = (entries as readonly HistoryEntry[] | undefined)?.[Number(currentIndex) - 1];
    return before && before.url !== 'about:blank' ? before : null;
  }

  #tellHistory(): void {
    this.#entryBefore()
      .then((entry) => this.#tell({ kind: 'history', canGoBack: entry !== null || this.#windows.count > 1 }))
      .catch(() => {});
  }

  #stopped(frameId: string): void {
    const { front } = this.#windows;
    if (!this.#going) this.#loading(false);
    // A new window that was not to be opened at all.
    if (front?.targetId === frameId && !front.hasShown && this.#windows.count > 1) {
      this.#windows.close(front).catch(() => {});
    }
  }

  #loading(on: boolean): void {
    const { clock } = this.#options;
    clock.clearTimeout(this.#loadingTimer);
    if (on) this.#loadingTimer = clock.setTimeout(() => this.#loading(false), DELAYS.loadingAtMost);
    this.#tell({ kind: 'loading', on });
  }

  #loaded(): void {
    this.#loading(false);
    this.#tellHistory();
  }

  #failed(errorText: string): void {
    this.#loading(false);
    if (/ERR_ABORTED|ERR_BLOCKED_BY_CLIENT/.test(errorText)) return;
    const isUntrusted = /ERR_(CERT|SSL|BAD_SSL)/.test(errorText);
    this.#tell({ kind: 'failed', reason: isUntrusted ? 'untrusted' : 'unreachable' });
  }

  #listen(): void {
    const { browser, visit, log } = this.#options;
    const { pipe } = browser;
    const ofPage = (params: DevtoolsParams, session: string | null, key = 'frameId') => {
      const window = this.#windows.of(session);
      return window?.targetId === params[key] ? window : null;
    };
    pipe.on('Page.frameStartedLoading', (params, session) => {
      if (ofPage(params, session)) this.#loading(true);
    });
    pipe.on('Page.frameStoppedLoading', (params, session) => {
      const window = ofPage(params, session);
      if (window) window.loaded = window.loader;
      if (window && this.#hasStarted && !this.#going) this.#loaded();
    });
    pipe.on('Page.frameNavigated', ({ frame }, session) => {
      const { id, loaderId, url, unreachableUrl } = frame as NavigatedFrame;
      const window = this.#windows.of(session);
      if (window?.targetId !== id) return;
      window.loader = loaderId;
      if (url !== 'about:blank') window.hasShown = true;
      if (unreachableUrl !== undefined && !this.#going) this.#failed('unreachable');
      this.#tellHistory();
    });
    pipe.on('Page.navigatedWithinDocument', (params, session) => {
      if (ofPage(params, session)) this.#tellHistory();
    });
    // Addresses that are none of the web's come to no interception.
    pipe.on('Page.frameRequestedNavigation', (params, session) => {
      const url = String(params.url);
      if (/^(https?|about|data|blob|javascript):/i.test(url)) return;
      const use = ofPage(params, session) ? 'page' : 'frame';
      report(
        { tell: (event) => this.#tell(event), log },
        judgeRequest(visit.portal, { url, method: 'GET', use }),
        use,
        url,
      );
    });
    pipe.on('Page.javascriptDialogOpening', ({ type, message }, session) => {
      this.#dialog = session;
      // Leaving a page is asked by our own bar; a prompt for text stays without an answer.
      if (type === 'beforeunload') return this.answer(true);
      if (type === 'prompt') return this.answer(false);
      const shown = String(message).slice(0, LIMITS.dialogCharacters);
      this.#tell({ kind: 'dialog', asks: type === 'confirm', message: new Personal(shown) });
    });
    pipe.on('Page.fileChooserOpened', ({ backendNodeId }, session) => {
      if (session === null || visit.portal.uploads === 'none')
        return this.#tell({ kind: 'document-refused', reason: 'not-offered' });
      this.#chooser = { session, node: Number(backendNodeId) };
      this.#tell({ kind: 'file-wanted' });
    });
    pipe.on('Runtime.bindingCalled', ({ name, payload, executionContextId }, session) => {
      if (name !== BINDING || session === null) return;
      const told = readTold(String(payload));
      if (told?.what === 'print') void this.#print(session);
      if (told?.what !== 'field') return;
      this.#field = told.field && { session, context: Number(executionContextId) };
      this.#tell({ kind: 'field', field: told.field && new Personal(told.field) });
    });
  }

  async #print(session: string): Promise<void> {
    const { browser, visit } = this.#options;
    if (visit.portal.downloads === 'none') return this.#tell({ kind: 'document-refused', reason: 'not-offered' });
    const printed = await printPage(browser.pipe, session);
    this.#tell(
      printed.ok ? { kind: 'document', pdf: printed.value } : { kind: 'document-refused', reason: printed.error },
    );
  }
}
