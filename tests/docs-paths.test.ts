import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = [
  ...['admin-console', 'assets', 'config', 'demo', 'deploy', 'device-drivers', 'docs', 'findings', 'fleet-link'],
  ...['foundation', 'kiosk-app', 'phone-relay', 'portals', 'scripts', 'simulators', 'tests'],
];

const documents = globSync(['*.md', ...ROOMS.map((room) => `${room}/**/*.md`)], { cwd: ROOT }).sort();

/** Paths in backticks that start in one of the rooms: `room/…/file`, `room/folder/`, `room/file:line`. */
const namedPaths = (text: string): string[] =>
  [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, quoted = '']) => quoted.replace(/[:#].*$/, ''))
    .filter((path) => path.includes('/') && ROOMS.includes(path.split('/')[0] ?? ''))
    .filter((path) => !/[<{…]/.test(path));

/** Targets of Markdown links into the repository, as paths from its root. */
const linkedPaths = (text: string, document: string): string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(document), target));

const exists = (path: string): boolean =>
  path.includes('*') ? globSync(path, { cwd: ROOT }).length > 0 : existsSync(join(ROOT, path));

test.each(documents)('%s names only paths that exist', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const gone = [...namedPaths(text), ...linkedPaths(text, document)].filter((path) => !exists(path));
  expect(gone).toEqual([]);
});
