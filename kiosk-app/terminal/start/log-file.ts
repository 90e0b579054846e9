import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Bytes after which a log file is set aside, and how many of those are kept. */
const ROTATE_AT = 10 * 1024 * 1024;
const KEEP = 5;

/**
 * Appends lines to `file`, rotating by size. Synchronous: a line that stands before a crash is on its way to the disk,
 * and a terminal writes few. A full disk loses log lines, never the service.
 */
export function createLogFile(file: string, rotateAt = ROTATE_AT): (line: string) => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  let size = sizeOf(file);
  return (line) => {
    try {
      if (size > rotateAt) {
        rmSync(`${file}.${KEEP}`, { force: true });
        for (let i = KEEP - 1; i >= 1; i--) rename(`${file}.${i}`, `${file}.${i + 1}`);
        rename(file, `${file}.1`);
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      // The only place to report it would be this log.
    }
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function rename(from: string, to: string): void {
  if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to);
}
