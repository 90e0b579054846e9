import { code, type Log } from '../../foundation/log.ts';
import type { DevtoolsParams, Pipe } from '../chromium/devtools-pipe.ts';
import type { ViewSize } from './contract.ts';
import { LIMITS } from './limits.ts';
import { BINDING, OWN_WORLD, PAGE_WORLD, WORLD } from './page-script.ts';

export interface PortalWindow {
  readonly targetId: string;
  readonly session: string;
  /** A page has stood in it. */
  hasShown: boolean;
  /** Chromium's id of the navigation whose document stands in it, and of the last one that has finished loading. */
  loader: string | null;
  loaded: string | null;
}

export interface PortalWindowsOptions {
  readonly pipe: Pipe;
  readonly userAgent: string;
  readonly size: () => ViewSize;
  readonly zoom: () => number;
  /** Another window is in front. */
  readonly onFront: (window: PortalWindow) => void;
  /** The last one is gone. */
  readonly onEmpty: () => void;
  readonly log: Log;
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
}

/**
 * The site's windows, one over the other: a new one is shown in the same place, and "back" closes it. Each target is
 * held at its start until it is prepared, so that none of its scripts runs before ours.
 */
export class PortalWindows {
  readonly #options: PortalWindowsOptions;
  #stack: PortalWindow[] = [];

  constructor(options: PortalWindowsOptions) {
    this.#options = options;
    const { pipe } = options;
    pipe.on('Target.attachedToTarget', ({ sessionId, targetInfo }, parent) => {
      // A target that closes while it is prepared needs no preparing.
      this.#attached(targetInfo as TargetInfo, String(sessionId), parent).catch(() => {});
    });
    for (const event of ['Target.targetCrashed', 'Target.targetDestroyed'])
      pipe.on(event, ({ targetId }) => this.#lost(String(targetId)));
  }

  get front(): PortalWindow | null {
    return this.#stack.at(-1) ?? null;
  }

  get count(): number {
    return this.#stack.length;
  }

  isPage(frameId: string): boolean {
    return this.#stack.some(({ targetId }) => targetId === frameId);
  }

  of(session: string | null): PortalWindow | null {
    return this.#stack.find((window) => window.session === session) ?? null;
  }

  async start(): Promise<void> {
    const { pipe } = this.#options;
    await pipe.send('Target.setDiscoverTargets', { discover: true });
    await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    await pipe.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  }

  async closeFront(): Promise<void> {
    const { front } = this;
    if (front) await this.close(front);
  }

  async close({ targetId }: PortalWindow): Promise<void> {
    await this.#options.pipe.send('Target.closeTarget', { targetId });
  }

  /** To the size and zoom that hold now. */
  async fit(): Promise<void> {
    await Promise.all(this.#stack.map((window) => this.#fit(window.session).catch(() => {})));
  }

  async #fit(session: string): Promise<void> {
    const { width, height } = this.#options.size();
    const factor = this.#options.zoom();
    await this.#options.pipe.send(
      'Emulation.setDeviceMetricsOverride',
      // Fewer pixels of the page, each of them larger: lines break anew, as with a browser's own zoom.
      {
        width: Math.round(width / factor),
        height: Math.round(height / factor),
        deviceScaleFactor: factor,
        mobile: false,
      },
      session,
    );
  }

  async #attached({ targetId, type }: TargetInfo, session: string, parent: string | null): Promise<void> {
    const { pipe, log, onFront } = this.#options;
    if (type === 'service_worker' || (type === 'page' && this.#stack.length >= LIMITS.windows)) {
      // A service worker would answer requests that nobody judges.
      log.event('info', 'portal-view.target-refused', { type: code(type) });
      await pipe.send('Target.closeTarget', { targetId });
      return;
    }
    const isWindow = type === 'page' && parent === null;
    const window: PortalWindow = { targetId, session, hasShown: false, loader: null, loaded: null };
    if (isWindow) this.#stack.push(window);
    // Sent one behind the other and answered later: what is held at its start does not answer everything, but does
    // everything in this order.
    const prepared = [
      ...(isWindow || type === 'iframe' ? this.#prepareFrame(session) : []),
      ...(isWindow ? this.#prepareWindow(session) : []),
      pipe.send('Runtime.runIfWaitingForDebugger', {}, session),
    ];
    await Promise.all(prepared);
    if (isWindow) onFront(window);
  }

  #prepareWindow(session: string): readonly Promise<unknown>[] {
    const send = (method: string, params: DevtoolsParams) => this.#options.pipe.send(method, params, session);
    return [
      send('Page.setInterceptFileChooserDialog', { enabled: true }),
      send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      send('Emulation.setUserAgentOverride', { userAgent: this.#options.userAgent }),
      this.#fit(session),
    ];
  }

  #prepareFrame(session: string): readonly Promise<unknown>[] {
    const send = (method: string, params: DevtoolsParams) => this.#options.pipe.send(method, params, session);
    return [
      send('Page.enable', {}),
      // Without it a binding reaches no world that is made later.
      send('Runtime.enable', {}),
      send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: OWN_WORLD, worldName: WORLD }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_WORLD }),
      send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }),
    ];
  }

  #lost(targetId: string): void {
    const { front } = this;
    const left = this.#stack.filter((window) => window.targetId !== targetId);
    if (left.length === this.#stack.length) return;
    this.#stack = left;
    const now = this.front;
    if (!now) this.#options.onEmpty();
    else if (now !== front) this.#options.onFront(now);
  }
}
