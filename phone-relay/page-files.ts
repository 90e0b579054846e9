import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** What a telephone loads, by its address. */
export type PageFiles = ReadonlyMap<string, PageFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/**
 * The page runs its own script only, asks its own host only, shows what the telephone itself made, and may use the
 * camera. It is the same for everybody: the key stands behind the "#" and is never asked for.
 */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
} as const;

const INDEX = 'index.html';

/** The built page in `directory`: `index.html` at `/p`, everything else below `/page`. `null` where it was not built. */
export function readPage(directory: string): PageFiles | null {
  if (!existsSync(join(directory, INDEX))) return null;
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name !== INDEX && extname(name) in TYPES,
  );
  const file = (name: string): PageFile => ({
    type: TYPES[extname(name)] ?? '',
    bytes: readFileSync(join(directory, name)),
  });
  return new Map([['/p', file(INDEX)], ...names.map((name) => [`/${name}`, file(name)] as const)]);
}
