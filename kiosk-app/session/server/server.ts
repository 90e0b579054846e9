import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { code, type Log } from '../../../foundation/log.ts';
import { MAX_UI_FRAME } from '../contract/messages.ts';
import { VIEW_PATH } from '../contract/view-link.ts';
import { serveStatic } from './static-files.ts';
import type { View } from './view-socket.ts';

/** Pages at once: one in a kiosk, a few in a demonstration. */
const MAX_PAGES = 8;

export interface ViewServerOptions {
  readonly uiDirectory: string;
  readonly frameAncestors: readonly string[];
  readonly view: View;
  readonly log: Log;
}

export interface ViewServer {
  readonly port: number;
  close(): void;
}

/** Page and WebSocket of one session, on a loopback port of their own. */
export async function startViewServer(options: ViewServerOptions): Promise<ViewServer> {
  const { view, log, uiDirectory: directory, frameAncestors } = options;
  let port = 0;
  const server = createServer(serveStatic({ directory, frameAncestors, log, port: () => port }));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_UI_FRAME, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const reason = refusalOf(request, port, view.size);
    if (reason) {
      log.event('warn', 'session.view.refused', { reason: code(reason) });
      socket.on('error', () => {});
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (accepted) => view.accept(accepted));
  });
  server.on('clientError', (_error, socket) => socket.destroy());

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
    },
  };
}

function refusalOf(request: IncomingMessage, port: number, pages: number): string | null {
  if (request.headers.host !== `127.0.0.1:${port}`) return 'wrong-host';
  if (request.headers.origin !== `http://127.0.0.1:${port}`) return 'wrong-origin';
  if (request.url !== VIEW_PATH) return 'wrong-path';
  return pages >= MAX_PAGES ? 'too-many-pages' : null;
}
