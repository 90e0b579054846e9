import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Call, Route } from '../../simulators/http/server.ts';

const WEB = join(import.meta.dirname, 'web');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Nothing but the desk's own files; pictures come from it too. The citizen's screen is framed beside it. */
const policy = (screen: string | undefined) =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src ${screen ? new URL(screen).origin : "'none'"}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What reads codes in pictures: served beside the page's own files. */
const LIBRARIES: Readonly<Record<string, string>> = {
  '/lib/qr/decode.js': fileURLToPath(import.meta.resolve('qr/decode.js')),
  '/lib/qr/index.js': fileURLToPath(import.meta.resolve('qr')),
};

/** The page and its parts: a route per file that is there at the start, so no address can lead anywhere else. */
export function pageRoutes(screen: string | undefined): Route[] {
  const security = policy(screen);
  const files = readdirSync(WEB, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map((entry) => join(entry.parentPath, entry.name));
  const served = [...files.map((file) => [file.slice(WEB.length), file] as const), ...Object.entries(LIBRARIES)];
  const routes = served.map(
    ([path, file]): Route => ({
      method: 'GET',
      path,
      handle: ({ response }) => sendFile(response, file, security),
    }),
  );
  const index = join(WEB, 'index.html');
  return [{ method: 'GET', path: '/', handle: (call) => sendIndex(call, index, security) }, ...routes];
}

/** The screen may be framed by this address under its number only. */
function sendIndex({ request, response }: Call, index: string, security: string): void {
  const [name, port] = (request.headers.host ?? '').split(':');
  if (name === 'localhost') response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
  else sendFile(response, index, security);
}

function sendFile(response: ServerResponse, file: string, security: string): void {
  response.writeHead(200, {
    'content-type': TYPES[extname(file)],
    'content-security-policy': security,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-cache',
  });
  response.end(readFileSync(file));
}
