import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Bug } from '../../foundation/errors.ts';
import { parseJson } from '../../portals/http/request.ts';

/** What lies here is the authority's: keys and people's requests. Nobody else may read it. */
const PRIVATE = { mode: 0o600 } as const;

/** Replaces a file as a whole, so that a reader or a crash never meets half of one. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, content, PRIVATE);
  await rename(temporary, path);
}

/** `undefined` if there is no such file. @throws Bug if it is not JSON */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
  const value = parseJson(text);
  if (value === undefined) throw new Bug('a stored file is not JSON');
  return value;
}

/** The file's JSON, made once by whoever comes first; processes that race agree on the winner's. */
export async function keepOnce(path: string, make: () => Promise<unknown>): Promise<unknown> {
  const existing = await readJsonFile(path);
  if (existing !== undefined) return existing;
  const temporary = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(temporary, JSON.stringify(await make()), PRIVATE);
  try {
    await link(temporary, path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
  } finally {
    await rm(temporary, { force: true });
  }
  return readJsonFile(path);
}
