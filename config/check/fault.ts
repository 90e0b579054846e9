import type { z } from 'zod';
import { err, ok, type Result } from '../../foundation/result.ts';
import type { TextValues } from '../../foundation/texts.ts';
import { explainIssue } from './issue-words.ts';

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
    | 'missing-secret'
    /** Each part is valid, and together they do not do what somebody wanted. */
    | 'unfit';
  readonly file: string;
  /** Where in the file, dotted; empty for the whole. */
  readonly path: string;
  readonly detail: string;
  /** What there are words for in `texts/faults.*.json`: `fault.<word>` says what is wrong, `fault.<word>.right` what would be right. */
  readonly word: string;
  /** What those words have to say besides, by name. */
  readonly values: TextValues;
}

type FaultParts = Pick<ConfigurationFault, 'reason' | 'file'> & Partial<ConfigurationFault>;

/** A fault from what is known of it: its word is its reason, and its words may name its detail, unless said otherwise. */
export const fault = ({ path = '', detail = '', ...parts }: FaultParts): ConfigurationFault => ({
  word: parts.reason,
  values: { detail },
  ...parts,
  path,
  detail,
});

export type CheckedConfiguration<T> = Result<T, ConfigurationFault>;

/** The text of a file, or why there is none (`ENOENT`). */
export type ReadFile = (path: string) => Result<string, string>;

/**
 * Parses a file and holds it to its schema.
 * @param file what faults call it
 * @returns every fault, at least one, if there is any
 */
export function readChecked<T>(
  read: ReadFile,
  path: string,
  file: string,
  schema: z.ZodType<T>,
): Result<T, readonly [ConfigurationFault, ...ConfigurationFault[]]> {
  const text = read(path);
  if (!text.ok) return err([fault({ reason: 'unreadable', file, detail: text.error })]);
  let raw: unknown;
  try {
    raw = JSON.parse(text.value);
  } catch {
    return err([fault({ reason: 'not-json', file })]);
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return ok(checked.data);
  const [first, ...others] = checked.error.issues
    .flatMap((issue) => explainIssue(issue, raw))
    .map(({ path, word, values }) => fault({ reason: 'invalid', file, path, detail: word, word, values }));
  return err([first ?? fault({ reason: 'invalid', file, word: 'wrong-form' }), ...others]);
}
