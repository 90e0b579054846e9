import WebSocket from 'ws';
import type { Clock, Timer } from '../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../foundation/errors.ts';
import { code, type Log } from '../../foundation/log.ts';
import type { Handlers } from '../../foundation/rpc/contract.ts';
import { cut } from '../../foundation/rpc/cut.ts';
import { createPeer, type Peer } from '../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../foundation/rpc/transports.ts';
import { Turns } from '../../foundation/turns.ts';
import { shellHostSide, shellSide } from './contract.ts';
import { DELAYS } from './delays.ts';
import { type EmptinessWatch, type IdleWords, watchEmptiness } from './out-of-service-watch.ts';

/** What each kind of window does; see contract.ts for what each call promises. */
export interface Shell {
  readonly implementation: 'electron' | 'chromium' | 'page';
  readonly version: string;
  /** Origin that frames the session; `null` for a real window. */
  readonly frameOrigin: string | null;
  showSession(url: string): Promise<void>;
  openPortal(url: string, allow: readonly string[]): Promise<void>;
  closePortal(): Promise<void>;
  cover(on: boolean): Promise<void>;
  /** @throws Refusal `not-wiped` */
  wipe(): Promise<void>;
  /** Until the next session is shown and gone again. */
  idle(words: IdleWords): Promise<void>;
  /** PNG as base64. @throws Refusal `not-supported` */
  screenshot(): Promise<string>;
  restart(): Promise<void>;
}

export interface ShellLink {
  isAttached(): boolean;
  /** The page is gone or one more is needed: asks for the session again, with a new token. */
  lost(reason: string): void;
  incident(reason: string): void;
  close(): void;
}

export interface ShellLinkOptions {
  readonly shell: Shell;
  /** Read before every dial: the terminal may have come back on another port. */
  readonly bridge: () => { readonly url: string; readonly token: string };
  readonly clock: Clock;
  readonly log: Log;
}

/** Dials the terminal's bridge, keeps dialling, and does what it says. Without a terminal nothing stays on the screen. */
export function attachShell(options: ShellLinkOptions): ShellLink {
  const { shell, clock, log } = options;
  let isClosed = false;
  let peer: Peer<typeof shellHostSide> | null = null;
  let timer: Timer | undefined;
  let socket: WebSocket | null = null;
  const watch = watchEmptiness((words) => shell.idle(words), clock, log);

  function dial(): void {
    let address: ReturnType<ShellLinkOptions['bridge']>;
    try {
      address = options.bridge();
    } catch (thrown) {
      log.event('debug', 'shell.no-bridge', { reason: code(reasonOf(thrown)) });
      redial();
      return;
    }
    const dialled = new WebSocket(address.url, { handshakeTimeout: DELAYS.helloWithin, followRedirects: false });
    socket = dialled;
    dialled.once('error', (thrown) => log.event('debug', 'shell.unreachable', { reason: code(reasonOf(thrown)) }));
    dialled.once('close', redial);
    dialled.once('open', () => void greet(dialled, address.token));
  }

  function redial(): void {
    if (!isClosed) timer = clock.setTimeout(dial, DELAYS.redial);
  }

  async function greet(open: WebSocket, token: string): Promise<void> {
    const orders = createOrders(shell, watch);
    const connected = createPeer({
      transport: webSocketTransport(open),
      local: shellSide,
      remote: shellHostSide,
      handlers: orders.handlers,
      log,
      clock,
    });
    void connected.closed.then(async () => {
      if (peer === connected) peer = null;
      await orders.stop().catch((thrown: unknown) => {
        log.event('error', 'shell.not-wiped', { reason: code(reasonOf(thrown)) });
      });
    });
    try {
      const { implementation, version, frameOrigin } = shell;
      const answer = await connected.call(
        'hello',
        { token, implementation, version: cut(shellHostSide.methods.hello.params.shape.version, version), frameOrigin },
        DELAYS.helloWithin,
      );
      orders.setProduction(answer.production);
      peer = connected;
      log.event('info', 'shell.attached', { implementation: code(implementation) });
    } catch (thrown) {
      log.event('error', 'shell.refused', { reason: code(reasonOf(thrown)) });
      connected.close('hello-failed');
    }
  }

  dial();
  return {
    isAttached: () => peer !== null,
    lost(reason) {
      watch.shows(false);
      peer
        ?.call('lost', { reason: cut(shellHostSide.methods.lost.params.shape.reason, reason) })
        .catch((thrown: unknown) => {
          log.event('warn', 'shell.lost-refused', { reason: code(reasonOf(thrown)) });
        });
    },
    incident: (reason) =>
      peer?.notify('incident', { reason: cut(shellHostSide.notifications.incident.shape.reason, reason) }),
    close() {
      isClosed = true;
      clock.clearTimeout(timer);
      watch.stop();
      socket?.terminate();
    },
  };
}

/** The terminal's orders, one after the other; only a cover does not wait its turn. */
function createOrders(shell: Shell, watch: EmptinessWatch) {
  const turns = new Turns();
  let isShown = false;
  // Until the terminal has said otherwise, the stricter case.
  let isProduction = true;

  const inTurn = async (act: () => Promise<void>): Promise<Record<string, never>> => {
    await turns.take(act);
    return {};
  };
  const wipe = () =>
    inTurn(async () => {
      watch.shows(false);
      await shell.wipe();
      isShown = false;
    });
  const handlers: Handlers<typeof shellSide> = {
    methods: {
      showSession: ({ url }) =>
        inTurn(async () => {
          isShown = true;
          watch.shows(false);
          await shell.showSession(url);
          watch.shows(true);
        }),
      openPortal: ({ url, policy }) => inTurn(() => shell.openPortal(url, policy.allow)),
      closePortal: () => inTurn(() => shell.closePortal()),
      cover: async ({ on }) => {
        await shell.cover(on);
        return {};
      },
      wipe,
      screenshot: async ({ isIdle }) => {
        if (isShown && isProduction && !isIdle) throw new Refusal('personal-screen');
        return { png: await shell.screenshot() };
      },
      restart: () =>
        inTurn(() => {
          watch.shows(false);
          return shell.restart();
        }),
    },
    notifications: {},
  };
  return {
    handlers,
    setProduction(production: boolean) {
      isProduction = production;
    },
    stop: wipe,
  };
}
