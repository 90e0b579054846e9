import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { DevtoolsParams, Pipe } from '../../chromium/devtools-pipe.ts';
import { DELAYS } from '../delays.ts';
import type { PagePolicy } from '../page-policy.ts';

/** A browsing context that holds nothing on disk, and the pages in it. */
export interface BrowserContext {
  open(url: string): Promise<Page>;
}

export interface Page {
  readonly targetId: string;
  toFront(): Promise<void>;
  goTo(url: string): Promise<void>;
  /** PNG as base64 of what this page shows. */
  screenshot(): Promise<string>;
  close(): Promise<void>;
}

/** Nobody listens on port 1 of loopback: what is sent there is refused at once and leaves nothing. */
const NO_PROXY = 'http://127.0.0.1:1';

export interface WindowsOptions {
  readonly pipe: Pipe;
  readonly headless: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly clock: Clock;
  readonly log: Log;
  /** A page crashed, or was closed by something other than us. */
  readonly onLost: (targetId: string) => void;
}

/** Makes contexts and pages over the debugging pipe, and enforces on each page what its policy says. */
export class Windows {
  readonly #options: WindowsOptions;
  /** By the debugging session of each page of ours. */
  readonly #policies = new Map<string, PagePolicy>();
  readonly #pages = new Map<string, string>();
  /** Context of each page of ours. */
  readonly #contexts = new Map<string, string>();
  /** Told when the page of a debugging session has loaded. */
  readonly #loading = new Map<string, () => void>();
  #expected = 0;

  constructor(options: WindowsOptions) {
    this.#options = options;
    const { pipe } = options;
    pipe.on('Fetch.requestPaused', (params, session) => this.#judge(params, session));
    pipe.on('Target.targetCreated', ({ targetInfo }) => this.#closeStranger(targetInfo as DevtoolsParams));
    pipe.on('Page.loadEventFired', (_, session) => {
      const tell = this.#loading.get(session ?? '');
      this.#loading.delete(session ?? '');
      tell?.();
    });
    for (const event of ['Target.targetCrashed', 'Target.targetDestroyed']) {
      pipe.on(event, ({ targetId }) => this.#lose(String(targetId)));
    }
  }

  async start(): Promise<void> {
    await this.#options.pipe.send('Target.setDiscoverTargets', { discover: true });
  }

  /** @param policy of every page in it, and of whatever those start: frames, workers, popups */
  async createContext(policy: PagePolicy): Promise<BrowserContext> {
    const { pipe } = this.#options;
    const { browserContextId } = await pipe.send('Target.createBrowserContext', {
      disposeOnDetach: true,
      proxyServer: NO_PROXY,
      // Loopback would be exempt by itself; that rule is taken away.
      proxyBypassList: `<-loopback>;${policy.networkBypass}`,
    });
    const id = String(browserContextId);
    await pipe.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId: id });
    // An empty grant list: whatever is not in it is denied (Browser.grantPermissions).
    await pipe.send('Browser.grantPermissions', { permissions: [], browserContextId: id });
    return {
      open: (url) => this.#open(id, url, policy),
    };
  }

  async #open(contextId: string, url: string, policy: PagePolicy): Promise<Page> {
    const { pipe, headless, size } = this.#options;
    // Known before it exists: the event of its creation comes before the answer.
    this.#expected++;
    let targetId: string;
    try {
      const created = await pipe.send('Target.createTarget', {
        url: 'about:blank',
        browserContextId: contextId,
        newWindow: true,
      });
      targetId = String(created.targetId);
      this.#contexts.set(targetId, contextId);
    } finally {
      this.#expected--;
    }
    const attached = await pipe.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(attached.sessionId);
    this.#policies.set(session, policy);
    this.#pages.set(targetId, session);
    const send = (method: string, params: DevtoolsParams = {}) => pipe.send(method, params, session);
    await send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
    await send('Page.enable');
    await send('Page.setInterceptFileChooserDialog', { enabled: true });
    // The domain "Network" stays off: it would tell this long-lived process every frame between session and page.
    // A page must not open a window or print.
    await send('Page.addScriptToEvaluateOnNewDocument', {
      source: 'window.open = () => null; window.print = () => {};',
    });
    if (headless) {
      await send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    } else {
      await this.#fullScreen(targetId);
    }
    const goTo = async (address: string) => {
      const loaded = this.#loaded(session);
      const navigated = await send('Page.navigate', { url: address });
      if (typeof navigated.errorText === 'string' && navigated.errorText !== '') {
        throw new Refusal('not-shown', navigated.errorText.replace(/^net::/, ''));
      }
      await loaded;
    };
    await goTo(url);
    return {
      targetId,
      toFront: async () => {
        await send('Page.bringToFront');
      },
      goTo,
      screenshot: async () => {
        const { data } = await send('Page.captureScreenshot', { format: 'png' });
        return String(data);
      },
      close: async () => {
        this.#forget(targetId);
        await pipe.send('Target.closeTarget', { targetId });
      },
    };
  }

  /** The page's load event, or the end of patience: a page that loads for ever is shown as far as it is. */
  #loaded(session: string): Promise<void> {
    const { clock } = this.#options;
    return new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, DELAYS.pageLoadedWithin);
      this.#loading.set(session, () => {
        clock.clearTimeout(timer);
        resolve();
      });
    });
  }

  async #fullScreen(targetId: string): Promise<void> {
    const { pipe } = this.#options;
    const { windowId } = await pipe.send('Browser.getWindowForTarget', { targetId });
    await pipe.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'fullscreen' } });
  }

  #judge(params: DevtoolsParams, session: string | null): void {
    const { pipe, log } = this.#options;
    const request = params.request as { url?: unknown } | undefined;
    const policy = session === null ? undefined : this.#policies.get(session);
    const isAllowed = policy?.allows(String(request?.url ?? '')) ?? false;
    const { requestId } = params;
    const decided = isAllowed
      ? pipe.send('Fetch.continueRequest', { requestId }, session)
      : pipe.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, session);
    if (!isAllowed) log.event('warn', 'shell.blocked', { type: code(String(params.resourceType ?? 'unknown')) });
    // The page may be gone by now; then there is nothing to decide.
    decided.catch(() => {});
  }

  /** Any page that we did not open is a popup, whoever opened it. */
  #closeStranger(info: DevtoolsParams): void {
    const { pipe, log } = this.#options;
    if (info.type !== 'page' || this.#expected > 0 || this.#contexts.has(String(info.targetId))) return;
    // Chromium's own first window: belongs to no context of ours and shows nothing.
    if (info.openerId === undefined && info.url === 'about:blank') return;
    log.event('warn', 'shell.popup-closed', {});
    pipe.send('Target.closeTarget', { targetId: info.targetId }).catch(() => {});
  }

  #lose(targetId: string): void {
    if (!this.#contexts.has(targetId)) return;
    this.#forget(targetId);
    // A page that crashed leaves its window, and cage raises no other over it. It may be gone already.
    this.#options.pipe.send('Target.closeTarget', { targetId }).catch(() => {});
    this.#options.onLost(targetId);
  }

  #forget(targetId: string): void {
    const session = this.#pages.get(targetId);
    if (session !== undefined) this.#policies.delete(session);
    this.#pages.delete(targetId);
    this.#contexts.delete(targetId);
  }
}
