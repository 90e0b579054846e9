import { app, BaseWindow, WebContentsView } from 'electron';
import { Bug, Refusal } from '../../../foundation/errors.ts';
import type { Log } from '../../../foundation/log.ts';
import type { Shell } from '../client.ts';
import { COVER_URL, IDLE_URLS } from '../own-pages.ts';
import { isSessionUrl, portalPolicy, sessionPolicy } from '../page-policy.ts';
import { createGuardedView, type GuardedView } from './guarded-view.ts';
import { boundsOf, visibleLayers, type WindowLayer } from './layout.ts';

export interface ElectronShellOptions {
  readonly log: Log;
  readonly onLost: (reason: string) => void;
}

/** One borderless kiosk window with a view per layer; a session's view and storage exist only while it does. */
export async function createElectronShell({ log, onLost }: ElectronShellOptions): Promise<Shell> {
  const window = new BaseWindow({ kiosk: true, frame: false, fullscreen: true, backgroundColor: '#f4f6f9' });
  window.setMenu(null);
  const own = (): WebContentsView => new WebContentsView({ webPreferences: { sandbox: true, devTools: false } });
  const cover = own();
  const moment = own();
  await Promise.all([cover.webContents.loadURL(COVER_URL), moment.webContents.loadURL(IDLE_URLS.moment)]);
  let session: GuardedView | null = null;
  let portal: GuardedView | null = null;
  let isCovered = false;
  window.on('resize', arrange);
  arrange();

  function viewOf(layer: WindowLayer): WebContentsView | null {
    const views = { cover, moment, session: session?.view ?? null, portal: portal?.view ?? null };
    return views[layer];
  }

  function arrange(): void {
    const wanted = visibleLayers({ session: session !== null, portal: portal !== null, covered: isCovered });
    const [width = 0, height = 0] = window.getContentSize();
    for (const child of [...window.contentView.children]) window.contentView.removeChildView(child);
    for (const layer of wanted) {
      const view = viewOf(layer);
      if (!view) continue;
      view.setBounds(boundsOf(layer, { width, height }));
      window.contentView.addChildView(view);
      view.webContents.focus();
    }
  }

  async function closePortal(): Promise<void> {
    const open = portal;
    portal = null;
    arrange();
    await open?.destroy();
  }

  async function wipe(): Promise<void> {
    const views = [portal, session].filter((view) => view !== null);
    portal = null;
    session = null;
    isCovered = false;
    arrange();
    for (const view of views) await view.destroy();
  }

  return {
    implementation: 'electron',
    version: process.versions.electron ?? 'unknown',
    frameOrigin: null,
    async showSession(url) {
      if (!isSessionUrl(url)) throw new Bug('not a session address');
      await wipe();
      const fresh = await createGuardedView(sessionPolicy(url), log, (reason) => {
        if (session === fresh) onLost(reason);
      });
      await fresh.load(url);
      session = fresh;
      arrange();
    },
    async openPortal(url, allow) {
      if (!session) throw new Refusal('no-session');
      await closePortal();
      const fresh = await createGuardedView(portalPolicy(allow), log, () => void closePortal());
      await fresh.load(url);
      portal = fresh;
      arrange();
    },
    closePortal,
    async cover(on) {
      isCovered = on;
      arrange();
    },
    wipe,
    idle: (words) => moment.webContents.loadURL(IDLE_URLS[words]),
    async screenshot() {
      const layers = visibleLayers({ session: session !== null, portal: portal !== null, covered: isCovered });
      const top = viewOf(layers.at(-1) ?? 'moment') ?? moment;
      return (await top.webContents.capturePage()).toPNG().toString('base64');
    },
    async restart() {
      app.relaunch();
      app.exit(0);
    },
  };
}
