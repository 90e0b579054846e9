import { access, constants, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../foundation/is-alive.ts';

/** A tmpfs on every Linux: what is written there never reaches a disk (the kiosk image has no swap). */
const MEMORY = '/dev/shm';
const PREFIX = 'bt-scan-';

/**
 * A directory only this user may enter, for the pages of one feeder run; in memory where the system has such a place,
 * otherwise below `fallback`. The caller erases it, whatever happens.
 */
export async function makePrivateDirectory(fallback: string, memory: string = MEMORY): Promise<string> {
  const base = await access(memory, constants.W_OK).then(
    () => memory,
    () => fallback,
  );
  if (base === fallback) await mkdir(fallback, { recursive: true, mode: 0o700 });
  return mkdtemp(join(base, `${PREFIX}${process.pid}-`));
}

export const erase = (directory: string): Promise<void> => rm(directory, { recursive: true, force: true });

/**
 * Erases what processes left behind that died in the middle of a scan. Directories of living processes stay.
 * @returns how many were erased
 */
export async function eraseLeftovers(fallback: string, memory: string = MEMORY): Promise<number> {
  let erased = 0;
  for (const base of new Set([memory, fallback])) {
    const names = await readdir(base).catch(() => []);
    for (const name of names) {
      const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
      if (owner === undefined || isAlive(Number(owner))) continue;
      await erase(join(base, name));
      erased++;
    }
  }
  return erased;
}
