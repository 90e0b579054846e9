import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LINK_FRAGMENT } from '../admin-console/contract/access/access.ts';
import { newKey } from '../admin-console/hub/test-support/key-header.ts';

const MAIN = join(import.meta.dirname, '../admin-console/hub/main.ts');

/**
 * A link that signs in once at the hub, made by the hub's own command.
 * @param directory the hub's data
 * @param env what else the command is told, such as the database
 */
export async function newHubLink(directory: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [MAIN, 'owner-link', '--data', directory], {
    env: { ...process.env, ...env },
  });
  return stdout.trim();
}

/** @param link one that nobody has used; @returns a key for a day, as `Authorization: Bearer` */
export function newHubKey(link: string): Promise<string> {
  const { origin, hash } = new URL(link);
  return newKey(origin, hash.slice(1 + LINK_FRAGMENT.length));
}
