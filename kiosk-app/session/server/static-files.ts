import { createReadStream, lstatSync, realpathSync, type Stats } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, resolve } from 'node:path';
import { code, type Log } from '../../../foundation/log.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
};

export interface StaticOptions {
  /** The built UI. */
  readonly directory: string;
  readonly port: () => number;
  /** Addresses that may frame the page; none in a real kiosk. */
  readonly frameAncestors: readonly string[];
  readonly log: Log;
}

/** Only what the page needs: no other origin, no inline script, nothing kept anywhere. */
function securityHeaders(port: number, frameAncestors: readonly string[]): Readonly<Record<string, string>> {
  const ancestors = frameAncestors.length > 0 ? frameAncestors.join(' ') : "'none'";
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "font-src 'self'",
      `connect-src 'self' ws://127.0.0.1:${port}`,
      `frame-ancestors ${ancestors}`,
      "base-uri 'none'",
      "form-action 'none'",
    ].join('; '),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}

/** Serves the UI to the page that was told the address. Everything is refused that is not exactly one of its files. */
export function serveStatic(options: StaticOptions) {
  const root = resolve(options.directory);
  return (request: IncomingMessage, response: ServerResponse) => {
    const port = options.port();
    for (const [name, value] of Object.entries(securityHeaders(port, options.frameAncestors))) {
      response.setHeader(name, value);
    }
    const refuse = (status: number, reason: string) => {
      options.log.event('warn', 'session.http.refused', { reason: code(reason), status });
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${reason}\n`);
    };
    // A page of another origin that was made to resolve to this address would bring its own name (DNS rebinding).
    if (request.headers.host !== `127.0.0.1:${port}`) return refuse(421, 'wrong-host');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'method-not-allowed');
    const file = fileOf(root, request.url ?? '/');
    if (!file) return refuse(404, 'not-found');
    response.setHeader('content-type', TYPES[extname(file.path)] ?? 'application/octet-stream');
    response.setHeader('content-length', file.stats.size);
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    createReadStream(file.path)
      .once('error', () => response.destroy())
      .pipe(response);
  };
}

function fileOf(root: string, url: string): { readonly path: string; readonly stats: Stats } | null {
  // No query, no escapes: the UI's build names its files plainly, so nothing has to be decoded and nothing can hide.
  if (!/^\/[\w./-]*$/.test(url) || url.split('/').some((part) => part.startsWith('.'))) return null;
  const path = join(root, url === '/' ? 'index.html' : url);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A link could lead anywhere, in the middle of the path too.
  return stats?.isFile() && realpathSync(path) === join(realpathSync(root), relative(root, path))
    ? { path, stats }
    : null;
}
