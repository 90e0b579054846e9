import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a new file and waits until the disk has it; its name in the directory may still be lost. */
export function writeSynced(file: string, bytes: string | Uint8Array): void {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Waits until the disk has the names in a directory (fsync(2): calling it on a file does not do that). */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whole or not at all, also over a power cut. */
export function replaceDurably(file: string, text: string): void {
  writeSynced(`${file}.new`, text);
  renameSync(`${file}.new`, file);
  syncDirectory(dirname(file));
}
