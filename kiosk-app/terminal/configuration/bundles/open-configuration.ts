import { join } from 'node:path';
import type { CheckedConfiguration } from '../../../../config/check/fault.ts';
import { type Configuration, type ConfigurationOptions, loadConfiguration } from '../config.ts';
import { BundleDirectory } from './bundle-directory.ts';
import { goneBack, started } from './moves.ts';
import { NO_VERSIONS, type Pointer, readPointer, writePointer } from './pointer.ts';

export interface OpenedConfiguration {
  readonly configuration: Configuration;
  readonly pointer: Pointer;
  /** Why versions were gone back from just now, in this order. */
  readonly wentBack: readonly string[];
}

/**
 * The configuration to start with: the version that is pointed at if it is whole and passes the check, else the last good
 * one, else what lies on the machine itself. Each step back is kept, with its reason, before the next one is tried.
 * @param directory of the versions, below the terminal's data directory
 */
export function openConfiguration(
  directory: string,
  local: Omit<ConfigurationOptions, 'offerFile'>,
): CheckedConfiguration<OpenedConfiguration> {
  const bundles = new BundleDirectory(directory);
  const kept = readPointer(directory);
  const wentBack = kept === null ? ['pointer-lost'] : [];
  const before = kept ?? NO_VERSIONS;
  let pointer = started(before);
  if (pointer !== before) {
    writePointer(directory, pointer);
    if (pointer.running !== before.running) wentBack.push('did-not-start');
  }
  while (pointer.running !== null) {
    const loaded = loadVersion(bundles, pointer.running, local);
    if (loaded.ok) return { ok: true, value: { configuration: loaded.value, pointer, wentBack } };
    pointer = goneBack(pointer, loaded.error.reason, loaded.error.detail);
    wentBack.push(loaded.error.reason);
    writePointer(directory, pointer);
  }
  const loaded = loadConfiguration(local);
  return loaded.ok ? { ok: true, value: { configuration: loaded.value, pointer, wentBack } } : loaded;
}

/** Reads and checks a version together with the site of this machine. */
export function loadVersion(
  bundles: BundleDirectory,
  name: NonNullable<Pointer['running']>,
  local: Omit<ConfigurationOptions, 'offerFile'>,
): { ok: true; value: Configuration } | { ok: false; error: { reason: string; detail: string } } {
  if (!bundles.isWhole(name)) return { ok: false, error: { reason: 'damaged', detail: '' } };
  const directory = bundles.pathOf(name);
  const loaded = loadConfiguration({ ...local, directory, offerFile: join(directory, 'site.json') });
  if (loaded.ok) return loaded;
  const { reason, file, path, detail } = loaded.error;
  const place = [file.replace(`${directory}/`, ''), path, detail].filter(Boolean).join(' ');
  return { ok: false, error: { reason, detail: place } };
}
