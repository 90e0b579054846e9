import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openList, unpackFiles } from '../../../../fleet-link/bundle.ts';
import type { BundleList, BundleName } from '../../../../fleet-link/configuration.ts';
import { err, ok, type Result } from '../../../../foundation/result.ts';
import { syncDirectory, writeSynced } from './durable-files.ts';

/** Beside the files of a version; no path of a bundle may be this one. */
const LIST = 'bundle-list.json';

const nameOf = ({ version, digest }: BundleName): string => `${version}-${digest.slice(0, 16)}`;

/**
 * Versions on the disk: `versions/<version>-<digest>/` is whole, because it gets its name last; `incoming/` holds what
 * has come of a payload so far.
 */
export class BundleDirectory {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
    for (const path of ['versions', 'incoming']) mkdirSync(join(root, path), { recursive: true, mode: 0o700 });
  }

  pathOf(name: BundleName): string {
    return join(this.#root, 'versions', nameOf(name));
  }

  /** Bytes that have come already; what belongs to another payload is removed. */
  received(digest: string): number {
    for (const file of readdirSync(join(this.#root, 'incoming'))) {
      if (file !== digest) rmSync(join(this.#root, 'incoming', file), { force: true });
    }
    return statSync(this.#part(digest), { throwIfNoEntry: false })?.size ?? 0;
  }

  append(digest: string, bytes: Uint8Array): void {
    writeFileSync(this.#part(digest), bytes, { flag: 'a', mode: 0o600 });
  }

  forget(digest: string): void {
    rmSync(this.#part(digest), { force: true });
  }

  /** Puts the files of a payload that is complete in place; nothing of it is there before all hashes are right. */
  install(name: BundleName, list: { readonly text: string; readonly entries: BundleList }): Result<void, string> {
    const unpacked = unpackFiles(list.entries, readFileSync(this.#part(name.digest)));
    if (!unpacked.ok) return unpacked;
    const target = this.pathOf(name);
    const making = `${target}.new`;
    for (const path of [making, target]) rmSync(path, { recursive: true, force: true });
    const folders = new Set([making]);
    for (const { path, bytes } of unpacked.value) {
      const file = join(making, path);
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      folders.add(dirname(file));
      writeSynced(file, bytes);
    }
    writeSynced(join(making, LIST), list.text);
    for (const folder of folders) syncDirectory(folder);
    renameSync(making, target);
    syncDirectory(dirname(target));
    this.forget(name.digest);
    return ok(undefined);
  }

  /** Whether every byte is still as it was verified: a disk may lose some. */
  isWhole(name: BundleName): boolean {
    const directory = this.pathOf(name);
    try {
      const list = openList(readFileSync(join(directory, LIST), 'utf8'), name.digest);
      if (!list.ok) return false;
      const payload = Buffer.concat(list.value.map(({ path }) => readFileSync(join(directory, path))));
      return unpackFiles(list.value, payload).ok;
    } catch {
      return false;
    }
  }

  /** Removes all versions but these. */
  keepOnly(names: readonly (BundleName | null)[]): void {
    const kept = new Set(names.flatMap((name) => (name ? [nameOf(name)] : [])));
    for (const entry of readdirSync(join(this.#root, 'versions'))) {
      if (!kept.has(entry)) rmSync(join(this.#root, 'versions', entry), { recursive: true, force: true });
    }
  }

  #part(digest: string): string {
    return join(this.#root, 'incoming', digest);
  }
}

/** Room for the payload of a list, as an answer for the caller that reads it. */
export function readList(text: string, digest: string): Result<{ text: string; entries: BundleList }, string> {
  const list = openList(text, digest);
  return list.ok ? ok({ text, entries: list.value }) : err(list.error);
}
