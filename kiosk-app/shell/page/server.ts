import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { WebSocketServer } from 'ws';
import type { Clock } from '../../../foundation/clock.ts';
import { Refusal } from '../../../foundation/errors.ts';
import type { Log } from '../../../foundation/log.ts';
import type { Shell } from '../client.ts';
import { idleLines, TEXTS } from '../texts.ts';
import { Tabs } from './tabs.ts';

const PUBLIC = join(import.meta.dirname, 'public');
const MAX_FRAME = 1024;

export interface PageShellOptions {
  /** 0 = any free port. */
  readonly port: number;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  /** One more address of the session is needed: passed on as `lost`. */
  readonly onNeedMore: () => void;
  /** Origins of pages that may frame this one: the demo's, which shows the screen beside its desk. */
  readonly framedBy?: readonly string[];
}

export interface PageShell extends Shell {
  readonly port: number;
  /** Open tabs. */
  tabs(): number;
  close(): Promise<void>;
}

/** Serves the stable page that frames the current session: for the demo and for development, refused in production. */
export async function startPageShell(options: PageShellOptions): Promise<PageShell> {
  const { framedBy = [] } = options;
  const tabs = new Tabs({ needMore: options.onNeedMore, clock: options.clock, log: options.log });
  const files = publicFiles();
  const server = createServer((request, response) => answer(request, response, { files, port, framedBy }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const sockets = new WebSocketServer({
    server,
    path: '/frames',
    maxPayload: MAX_FRAME,
    verifyClient: ({ origin: from }: { origin: string | undefined }) => from === origin,
  });
  sockets.on('connection', (socket) => tabs.add(socket));

  return {
    implementation: 'page',
    version: options.version,
    frameOrigin: origin,
    port,
    tabs: () => tabs.size,
    showSession: async (url) => tabs.show(url),
    // Portals forbid being framed, and a frame could not isolate them.
    openPortal: async () => {
      throw new Refusal('not-supported');
    },
    closePortal: async () => {},
    cover: async (on) => tabs.cover(on),
    wipe: () => tabs.clear(),
    idle: async (words) => tabs.idle(words),
    screenshot: async () => {
      throw new Refusal('not-supported');
    },
    restart: async () => tabs.reset(),
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface File {
  readonly type: string;
  readonly body: string;
}

function publicFiles(): ReadonlyMap<string, File> {
  const read = (name: string) => readFileSync(join(PUBLIC, name), 'utf8');
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html() }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: read('page.css') }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: read('page.js') }],
  ]);
}

function html(): string {
  const [first] = Object.entries(TEXTS);
  return `<!doctype html>
<html lang="${first?.[0] ?? 'de'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${first?.[1]['shell.title'] ?? ''}</title>
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body><main role="status"><div data-words="moment">${idleLines('moment')}</div>
<div data-words="out-of-service" hidden>${idleLines('out-of-service')}</div></main><div id="cover" hidden></div></body>
</html>
`;
}

interface Served {
  readonly files: ReadonlyMap<string, File>;
  readonly port: number;
  readonly framedBy: readonly string[];
}

function answer(request: IncomingMessage, response: ServerResponse, { files, port, framedBy }: Served): void {
  const path = request.url?.split('?')[0] ?? '';
  response.setHeader('cache-control', 'no-store');
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.headers.host === `localhost:${port}`) {
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
    return;
  }
  // Any other name for this address is a page elsewhere that was made to point here (DNS rebinding).
  if (request.headers.host !== `127.0.0.1:${port}`) {
    response.writeHead(421).end();
    return;
  }
  const file = request.method === 'GET' ? files.get(path) : undefined;
  if (!file) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': file.type,
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${port}`,
      'frame-src http://127.0.0.1:*',
      `frame-ancestors ${framedBy.length > 0 ? framedBy.join(' ') : "'none'"}`,
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
  });
  response.end(file.body);
}
