import WebSocket from 'ws';
import type { Clock } from '../../foundation/clock.ts';
import { Listeners } from '../../foundation/listeners.ts';
import type { Log } from '../../foundation/log.ts';
import type { Intent } from '../../kiosk-app/session/contract/intents.ts';
import type { Snapshot } from '../../kiosk-app/session/contract/snapshot.ts';
import { VIEW_PATH } from '../../kiosk-app/session/contract/view-link.ts';
import { attachShell } from '../../kiosk-app/shell/client.ts';
import { bridgeFrom } from '../../kiosk-app/shell/command-line.ts';
import { createViewClient, type ViewClient, type Wire } from '../../kiosk-app/ui/view-client.ts';
import { createViewStore, type ViewStore } from '../../kiosk-app/ui/view-store.ts';

/** The citizen's screen without a picture: a shell on the terminal's bridge, and the page's own client on the session. */
export interface HeadlessScreen {
  /** What stands there now; `null` while there is no screen that takes input. */
  readonly snapshot: Snapshot | null;
  /** Names the session that is shown; `null` between two. Another name is another citizen's screen. */
  readonly session: string | null;
  /** Sends an intent for the screen shown now; dropped while there is none. */
  send(intent: Intent): void;
  /** Tells of a touch, so that the idle clock begins anew. */
  touch(): void;
  onChange(listener: () => void): () => void;
  close(): void;
}

interface Page {
  readonly address: string;
  readonly store: ViewStore;
  readonly client: ViewClient;
  close(): void;
}

/** @param terminalDirectory data directory of the terminal: the bridge's port and token stand there */
export function openScreen(options: {
  readonly terminalDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
}): HeadlessScreen {
  const { terminalDirectory, clock, log } = options;
  const listeners = new Listeners();
  let page: Page | null = null;
  const changed = () => {
    listeners.tell();
  };
  const clear = () => {
    page?.close();
    page = null;
    changed();
  };
  const link = attachShell({
    shell: {
      implementation: 'page',
      version: 'headless',
      frameOrigin: null,
      showSession: async (url) => {
        page?.close();
        page = openPage(url, clock, changed);
        changed();
      },
      openPortal: async () => {},
      closePortal: async () => {},
      cover: async () => {},
      idle: async () => {},
      wipe: async () => clear(),
      screenshot: async () => '',
      restart: async () => clear(),
    },
    bridge: bridgeFrom({
      bridge: undefined,
      runtime: `${terminalDirectory}/runtime.json`,
      tokenFile: `${terminalDirectory}/shell-token`,
    }),
    clock,
    log,
  });
  return {
    get snapshot() {
      const state = page?.store.getState();
      return state?.link === 'live' ? state.snapshot : null;
    },
    get session() {
      return page?.address ?? null;
    },
    send: (intent) => page?.client.send(intent),
    touch: () => page?.client.active(),
    onChange(listener) {
      return listeners.add(listener);
    },
    close() {
      link.close();
      clear();
    },
  };
}

function openPage(url: string, clock: Clock, onChange: () => void): Page {
  const { origin, host, hash } = new URL(url);
  const store = createViewStore();
  const sockets = new Set<WebSocket>();
  let isClosed = false;
  const client = createViewClient({
    store,
    open: () => {
      const socket = new WebSocket(`ws://${host}${VIEW_PATH}`, { origin, followRedirects: false });
      sockets.add(socket);
      return wireOf(socket, () => sockets.delete(socket));
    },
    token: hash.slice(1),
    timers: {
      monotonic: () => clock.monotonic(),
      setTimeout: (fn, ms) =>
        clock.setTimeout(() => {
          if (!isClosed) fn();
        }, ms),
      clearTimeout: (timer) => clock.clearTimeout(timer),
    },
    pictures: { make: (mime) => mime, drop: () => {} },
  });
  const stop = store.subscribe(onChange);
  client.start();
  return {
    address: origin,
    store,
    client,
    close() {
      isClosed = true;
      stop();
      for (const socket of sockets) socket.terminate();
    },
  };
}

/** A browser's WebSocket as the page's client uses it. */
function wireOf(socket: WebSocket, onGone: () => void): Wire {
  const wire: Wire = {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
    onopen: null,
    onmessage: null,
    onclose: null,
  };
  socket.on('open', () => wire.onopen?.());
  socket.on('message', (data) => wire.onmessage?.({ data: String(data) }));
  // A browser tells a failed connection as a close, too; ws sends both events.
  socket.on('error', () => {});
  socket.once('close', (code) => {
    onGone();
    wire.onclose?.({ code });
  });
  return wire;
}
