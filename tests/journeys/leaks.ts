import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Leak {
  readonly file: string;
  /** Index of the canary, not its text: a finding must not be a leak itself. */
  readonly canary: number;
  readonly encoding: string;
}

/** The authority's inbox is where the data belongs. */
const AT_HOME = ['stack/world/portal/'];

/**
 * Searches every file below `directory` for every canary, in the encodings in which our parts write text.
 * @param below only this part of it
 */
export function findLeaks(
  directory: string,
  canaries: readonly string[],
  below = '',
): { readonly leaks: readonly Leak[]; readonly files: number; readonly atHome: number } {
  const needles = canaries.flatMap((text, canary) =>
    [...new Set([text, text.toLowerCase()])].flatMap((form) =>
      encodings(form).map(([encoding, bytes]) => ({ canary, encoding, bytes })),
    ),
  );
  const leaks: Leak[] = [];
  let files = 0;
  let atHome = 0;
  for (const file of walk(join(directory, below))) {
    files += 1;
    const bytes = readFileSync(file);
    const name = relative(directory, file);
    const found = needles.filter((needle) => bytes.includes(needle.bytes));
    if (found.length > 0 && AT_HOME.some((home) => name.startsWith(home))) atHome += 1;
    else leaks.push(...found.map(({ canary, encoding }) => ({ file: name, canary, encoding })));
  }
  return { leaks, files, atHome };
}

function encodings(text: string): [string, Buffer][] {
  return [
    ['utf-8', Buffer.from(text, 'utf8')],
    ['utf-16', Buffer.from(text, 'utf16le')],
    ['latin-1', Buffer.from(text, 'latin1')],
    [
      'base64',
      Buffer.from(
        Buffer.from(text, 'utf8')
          .toString('base64')
          .replace(/.?.?=*$/, ''),
        'latin1',
      ),
    ],
    ['url', Buffer.from(encodeURIComponent(text), 'latin1')],
  ];
}

function* walk(directory: string): Generator<string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}
