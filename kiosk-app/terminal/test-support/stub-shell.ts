import { readFileSync } from 'node:fs';
import WebSocket from 'ws';
import { silentLog } from '../../../foundation/log.ts';
import type { Handlers } from '../../../foundation/rpc/contract.ts';
import { createPeer } from '../../../foundation/rpc/peer.ts';
import { webSocketTransport } from '../../../foundation/rpc/transports.ts';
import { shellHostSide, shellSide } from '../../shell/contract.ts';

export interface StubShell {
  /** What it was told, oldest first: "show <url>", "cover true", "wipe", "restart". */
  readonly orders: string[];
  /** Answer to hello: attached, or the reason why not. */
  readonly hello: Promise<string>;
  lost(reason: string): Promise<unknown>;
  close(): void;
}

/** The far end of the bridge, without a window. */
export function stubShell(options: {
  readonly port: number;
  readonly token: string;
  readonly frameOrigin?: string | null;
  readonly methods?: Partial<Handlers<typeof shellSide>['methods']>;
}): StubShell {
  const orders: string[] = [];
  const note = (order: string) => {
    orders.push(order);
    return {};
  };
  const { frameOrigin = null } = options;
  const socket = new WebSocket(`ws://127.0.0.1:${options.port}/shell`);
  const peer = createPeer({
    transport: webSocketTransport(socket),
    local: shellSide,
    remote: shellHostSide,
    log: silentLog,
    handlers: {
      methods: {
        showSession: ({ url }) => note(`show ${url}`),
        openPortal: () => ({}),
        closePortal: () => ({}),
        cover: ({ on }) => note(`cover ${on}`),
        wipe: () => note('wipe'),
        screenshot: () => ({ png: '' }),
        restart: () => note('restart'),
        ...options.methods,
      },
      notifications: {},
    },
  });
  const hello = new Promise<string>((resolve) => {
    socket.once('open', () => {
      const implementation = frameOrigin === null ? 'chromium' : 'page';
      peer.call('hello', { token: options.token, implementation, version: 'test', frameOrigin }).then(
        () => resolve('attached'),
        (thrown: Error) => resolve(thrown.message),
      );
    });
  });
  return { orders, hello, lost: (reason) => peer.call('lost', { reason }), close: () => socket.terminate() };
}

/** Port and token as a shell finds them in a terminal's data directory. */
export function bridgeOf(directory: string): { port: number; token: string } {
  const runtime: { shellPort: number } = JSON.parse(readFileSync(`${directory}/runtime.json`, 'utf8'));
  return { port: runtime.shellPort, token: readFileSync(`${directory}/shell-token`, 'utf8').trim() };
}
