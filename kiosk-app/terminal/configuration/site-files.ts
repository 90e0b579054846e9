import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type CheckedConfiguration, fault, type ReadFile } from '../../../config/check/fault.ts';
import { reasonOf } from '../../../foundation/errors.ts';
import { err, ok } from '../../../foundation/result.ts';

/** What a site names and does not contain: files beside it, secrets in the environment. */
export interface SiteSources {
  readonly siteFile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export const readText: ReadFile = (file) => {
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (thrown) {
    return err(reasonOf(thrown));
  }
};

/** @param path of the setting that names the file, for the fault */
export function readBeside({ siteFile }: SiteSources, file: string, path: string): CheckedConfiguration<string> {
  const text = readText(resolve(dirname(siteFile), file));
  return text.ok ? text : err(fault({ reason: 'unreadable', file: siteFile, path, detail: text.error }));
}

export const readPem = (
  sources: SiteSources,
  file: string | null,
  path: string,
): CheckedConfiguration<string | null> => (file === null ? ok(null) : readBeside(sources, file, path));

/** @param path of the setting that names the variable, for the fault */
export function readSecret(
  { siteFile, environment }: SiteSources,
  name: string,
  path: string,
): CheckedConfiguration<string> {
  const secret = environment[name];
  return secret ? ok(secret) : err(fault({ reason: 'missing-secret', file: siteFile, path, detail: name }));
}
