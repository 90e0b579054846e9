import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** Serves the built console to whatever address nothing else answers. */
export function servePages(app: FastifyInstance, directory: string): void {
  app.get('/*', async (request, reply) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const file = join(directory, path === '/' ? 'index.html' : path);
    if (!file.startsWith(directory) || !existsSync(file)) return reply.code(404).send({ reason: 'not-found' });
    // Built files are named by their content; the page that names them is asked for each time.
    if (path.startsWith('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.type(TYPES[extname(file)] ?? 'application/octet-stream').send(readFileSync(file));
  });
}
