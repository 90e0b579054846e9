import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own for the terminal's books, small enough to be filled in an instant. */
export interface SmallDisk {
  /** Takes every byte that is left. */
  fill(): void;
  free(): void;
  close(): void;
}

/** Room for code cache, books, logs and the terminal's own reserve (kiosk-app/terminal/store/keeping/reserve.ts), and some more. */
const SIZE = '48m';
const CHUNK = new Uint8Array(64 * 1024).fill(0x5a);

/** @returns `null` where this user may not mount: then the disk is never full */
export function mountSmallDisk(directory: string): SmallDisk | null {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0700`, 'tmpfs', directory]);
  if (mounted.status !== 0) return null;
  const unmount = () => void spawnSync('umount', ['-l', directory]);
  process.once('exit', unmount);
  const filler = join(directory, 'filler');
  return {
    fill() {
      const file = openSync(filler, 'w', 0o600);
      try {
        for (let size = CHUNK.length; size > 0; ) {
          try {
            writeSync(file, CHUNK, 0, size);
          } catch {
            // ENOSPC: what is smaller may still fit.
            size >>= 1;
          }
        }
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    close() {
      process.off('exit', unmount);
      unmount();
    },
  };
}
