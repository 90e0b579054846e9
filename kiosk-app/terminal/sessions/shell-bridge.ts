import { timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal, reasonOf } from '../../../foundation/errors.ts';
import { code, type Log } from '../../../foundation/log.ts';
import { createPeer, type Peer } from '../../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../../foundation/rpc/transports.ts';
import { shellHostSide, shellSide } from '../../shell/contract.ts';
import type { TerminalDelays } from '../configuration/delays.ts';
import type { SessionScreen } from './supervisor.ts';

export const SHELL_PATH = '/shell';
const MAX_FRAME = 24 * 1024 * 1024;
/** A shell that loses its page more often than this within `shellLostWithin` is refused: something is looping. */
const MOST_LOST = 30;

export interface ShellBridge extends SessionScreen {
  readonly port: number;
  cover(on: boolean): void;
  /** Origins of attached shells that frame the session. */
  frameOrigins(): readonly string[];
  attached(): number;
  /** Has every window started anew; each then finds back by itself. */
  restart(): Promise<void>;
  /**
   * What the first window shows, as PNG. To be asked for only while nobody is being served.
   * @throws Refusal `no-screen`, `not-supported`, `personal-screen`
   */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface ShellBridgeOptions {
  readonly token: string;
  readonly production: boolean;
  /** Port of the run before, so that shells find us again; another one if it is taken. */
  readonly preferredPort: number | null;
  readonly delays: TerminalDelays;
  readonly clock: Clock;
  readonly log: Log;
  readonly onFrameOrigin: (origin: string) => void;
  readonly onIncident: (reason: string) => void;
}

interface Shell {
  readonly peer: Peer<typeof shellSide>;
  readonly implementation: string;
  readonly frameOrigin: string | null;
}

/** Loopback WebSocket server for the windows around the citizen's screen. */
export async function startShellBridge(options: ShellBridgeOptions): Promise<ShellBridge> {
  const { delays, clock, log } = options;
  const shells = new Set<Shell>();
  let address: (() => Promise<string>) | null = null;
  let isCovered = false;
  const server = await listen(options.preferredPort);
  server.on('connection', accept);

  function accept(socket: WebSocket): void {
    let shell: Shell | null = null;
    let lost = 0;
    const forget = clock.setTimeout(() => socket.terminate(), delays.shellHelloWithin);
    const peer = createPeer({
      transport: webSocketTransport(socket),
      local: shellHostSide,
      remote: shellSide,
      log,
      clock,
      handlers: {
        methods: {
          hello: ({ token, implementation, version, frameOrigin }) => {
            if (shell) throw new Refusal('out-of-order');
            if (!sameToken(token, options.token)) throw new Refusal('unauthorised');
            if (frameOrigin !== null && options.production) throw new Refusal('not-for-production');
            clock.clearTimeout(forget);
            const attached = { peer, implementation, frameOrigin };
            shell = attached;
            shells.add(attached);
            log.event('info', 'shell.attached', { implementation: code(implementation), version: code(version) });
            if (frameOrigin !== null) options.onFrameOrigin(frameOrigin);
            // After the answer: a shell may take orders only once its hello was accepted.
            setImmediate(() => void present(attached));
            return { production: options.production };
          },
          lost: ({ reason }) => {
            if (!shell) throw new Refusal('unauthorised');
            const attached = shell;
            log.event('debug', 'shell.lost', { reason: code(reason) });
            lost++;
            clock.setTimeout(() => lost--, delays.shellLostWithin);
            if (lost > MOST_LOST) throw new Refusal('too-often');
            setImmediate(() => void present(attached));
            return {};
          },
        },
        notifications: { incident: ({ reason }) => options.onIncident(reason) },
      },
    });
    void peer.closed.then(() => {
      clock.clearTimeout(forget);
      if (!shell) return;
      shells.delete(shell);
      log.event('warn', 'shell.detached', { implementation: code(shell.implementation) });
    });
  }

  /** Shows what is to be seen now on one shell: the session if there is one, covered if it is covered. */
  async function present(shell: Shell): Promise<void> {
    if (!address) return;
    try {
      await shell.peer.call('showSession', { url: await address() }, delays.shellAnswerWithin);
      await shell.peer.call('cover', { on: isCovered }, delays.shellAnswerWithin);
    } catch (thrown) {
      log.event('error', 'shell.not-shown', {
        implementation: code(shell.implementation),
        reason: code(reasonOf(thrown)),
      });
    }
  }

  async function wipe(shell: Shell): Promise<void> {
    try {
      await shell.peer.call('wipe', {}, delays.shellAnswerWithin);
    } catch (thrown) {
      log.event('error', 'shell.not-wiped', {
        implementation: code(shell.implementation),
        reason: code(reasonOf(thrown)),
      });
      await shell.peer.call('restart', {}, delays.shellAnswerWithin).catch(() => shell.peer.close('not-wiped'));
    }
  }

  return {
    port: (server.address() as AddressInfo).port,
    async show(next) {
      address = next;
      isCovered = false;
      await Promise.all([...shells].map(present));
    },
    async wipe() {
      address = null;
      isCovered = false;
      await Promise.all([...shells].map(wipe));
    },
    cover(on) {
      isCovered = on;
      for (const shell of shells) {
        shell.peer.call('cover', { on }, delays.shellAnswerWithin).catch((thrown: unknown) => {
          log.event('error', 'shell.not-covered', { reason: code(reasonOf(thrown)) });
        });
      }
    },
    frameOrigins: () => [...new Set([...shells].flatMap((shell) => shell.frameOrigin ?? []))],
    attached: () => shells.size,
    async restart() {
      await Promise.all(
        // A window that is gone before it could answer has done what it was told.
        [...shells].map((shell) => shell.peer.call('restart', {}, delays.shellAnswerWithin).catch(() => {})),
      );
    },
    async screenshot() {
      const [shell] = shells;
      if (!shell) throw new Refusal('no-screen');
      const { png } = await shell.peer.call('screenshot', { isIdle: true }, delays.shellAnswerWithin);
      return Buffer.from(png, 'base64');
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

async function listen(preferredPort: number | null): Promise<WebSocketServer> {
  const open = (port: number) =>
    new Promise<WebSocketServer>((resolve, reject) => {
      const server = new WebSocketServer({
        host: '127.0.0.1',
        port,
        path: SHELL_PATH,
        maxPayload: MAX_FRAME,
        // A page in some browser has an Origin; a shell is a process and has none.
        verifyClient: ({ origin }: { origin: string | undefined }) => !origin,
      });
      server.once('listening', () => resolve(server));
      server.once('error', reject);
    });
  if (preferredPort === null) return open(0);
  try {
    return await open(preferredPort);
  } catch {
    return open(0);
  }
}

function sameToken(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
