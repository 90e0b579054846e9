import type { z } from 'zod';
import { err, ok, type Result } from '../../foundation/result.ts';

/** One mistake in a configuration. */
export interface ConfigurationFault {
  readonly reason:
    | 'unreadable'
    | 'not-json'
    | 'invalid'
    | 'unknown-destination'
    | 'unknown-scan-profile'
    | 'missing-text'
    | 'invalid-receipt'
    | 'not-for-production'
    | 'missing-secret';
  readonly file: string;
  /** Where in the file, dotted; empty for the whole. */
  readonly path: string;
  readonly detail: string;
}

export type CheckedConfiguration<T> = Result<T, ConfigurationFault>;

/** The text of a file, or why there is none (`ENOENT`). */
export type ReadFile = (path: string) => Result<string, string>;

/** Parses a file and holds it to its schema; the first issue is the answer. */
export function readChecked<T>(
  read: ReadFile,
  path: string,
  file: string,
  schema: z.ZodType<T>,
): CheckedConfiguration<T> {
  const text = read(path);
  if (!text.ok) return err({ reason: 'unreadable', file, path: '', detail: text.error });
  let raw: unknown;
  try {
    raw = JSON.parse(text.value);
  } catch {
    return err({ reason: 'not-json', file, path: '', detail: '' });
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return ok(checked.data);
  const issue = checked.error.issues[0];
  return err({ reason: 'invalid', file, path: issue?.path.map(String).join('.') ?? '', detail: issue?.message ?? '' });
}
