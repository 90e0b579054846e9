import { randomUUID } from 'node:crypto';
import { type Session, session, WebContentsView } from 'electron';
import { Refusal } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import type { PagePolicy } from '../page-policy.ts';

/** Nobody listens on port 1 of loopback: what is sent there is refused at once. */
const NO_PROXY = 'http://127.0.0.1:1';

/** A view with a storage of its own that lives in memory only, in which everything is denied that its policy does not name. */
export interface GuardedView {
  readonly view: WebContentsView;
  load(url: string): Promise<void>;
  /** Destroys the page and its storage. @throws Refusal `not-wiped` */
  destroy(): Promise<void>;
}

export async function createGuardedView(
  policy: PagePolicy,
  log: Log,
  onLost: (reason: string) => void,
): Promise<GuardedView> {
  // Without "persist:" a partition is kept in memory (Electron, session.fromPartition).
  const storage = session.fromPartition(`session-${randomUUID()}`, { cache: false });
  await storage.setProxy({ proxyRules: NO_PROXY, proxyBypassRules: `<-loopback>;${policy.networkBypass}` });
  guardStorage(storage, policy, log);
  const view = new WebContentsView({
    webPreferences: {
      session: storage,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      autoplayPolicy: policy.mayRing ? 'no-user-gesture-required' : 'document-user-activation-required',
    },
  });
  const { webContents } = view;
  let isOurEnd = false;
  webContents.setWindowOpenHandler(() => {
    log.event('warn', 'shell.popup-closed', {});
    return { action: 'deny' };
  });
  webContents.on('will-frame-navigate', (event) => {
    if (policy.allows(event.url)) return;
    log.event('warn', 'shell.blocked', { type: code('navigation') });
    event.preventDefault();
  });
  webContents.on('will-redirect', (event) => {
    if (!policy.allows(event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('context-menu', (event) => event.preventDefault());
  webContents.on('login', (event) => event.preventDefault());
  webContents.on('select-client-certificate', (event) => event.preventDefault());
  webContents.on('render-process-gone', (_, { reason }) => {
    if (!isOurEnd) onLost(reason);
  });
  webContents.on('unresponsive', () => onLost('unresponsive'));

  return {
    view,
    async load(url) {
      if (!policy.allows(url)) throw new Refusal('not-allowed');
      await webContents.loadURL(url);
    },
    async destroy() {
      isOurEnd = true;
      webContents.close({ waitForBeforeUnload: false });
      await storage.closeAllConnections();
      await storage.clearData();
      await storage.clearCache();
      await storage.clearAuthCache();
      await storage.clearHostResolverCache();
      const cookies = await storage.cookies.get({});
      if (!webContents.isDestroyed() || cookies.length > 0) throw new Refusal('not-wiped');
    },
  };
}

function guardStorage(storage: Session, policy: PagePolicy, log: Log): void {
  storage.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  storage.setPermissionCheckHandler(() => false);
  storage.setDevicePermissionHandler(() => false);
  storage.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  storage.setSpellCheckerEnabled(false);
  storage.on('will-download', (event) => event.preventDefault());
  storage.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const isAllowed = policy.allows(url);
    if (!isAllowed) log.event('warn', 'shell.blocked', { type: code(resourceType) });
    answer({ cancel: !isAllowed });
  });
}
