import type { z } from 'zod';
import type { TextValues } from '../../foundation/texts.ts';
import words from './texts/faults.de.json' with { type: 'json' };

export interface Explained {
  /** Dotted. */
  readonly path: string;
  readonly word: string;
  readonly values: TextValues;
}

type Issue = z.core.$ZodIssue;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'wrong-type-text',
  number: 'wrong-type-number',
  int: 'wrong-type-whole-number',
  boolean: 'wrong-type-yes-no',
  array: 'wrong-type-list',
};
/** By what is counted: characters, entries, the value itself. */
const SIZE_WORDS: Readonly<Record<string, string>> = { string: 'text', array: 'list', set: 'list', record: 'list' };

/**
 * What a schema's complaint means, in one of our words. A schema that has something of its own to say writes the word as
 * its message; everything else follows from the kind of the complaint.
 * @param raw what was checked: a complaint does not tell whether there was anything
 */
export function explainIssue(issue: Issue, raw: unknown, at: readonly PropertyKey[] = []): readonly Explained[] {
  const path = [...at, ...issue.path];
  const explained = (word: string, values: TextValues = {}, where = path): readonly Explained[] => [
    { path: where.map(String).join('.'), word, values },
  ];
  if (Object.hasOwn(words, `fault.${issue.message}`)) return explained(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(raw, path) === undefined) return explained('missing');
      return explained(TYPE_WORDS[issue.expected] ?? 'wrong-type-group');
    case 'invalid_value':
      if (valueAt(raw, path) === undefined) return explained('missing');
      return explained('not-in-list', { allowed: issue.values.map(String).join(', ') });
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => explained('unknown-key', { key }, [...path, key]));
    case 'too_big':
      return explained(`too-much-${SIZE_WORDS[issue.origin] ?? 'number'}`, { limit: Number(issue.maximum) });
    case 'too_small':
      return explained(`too-little-${SIZE_WORDS[issue.origin] ?? 'number'}`, { limit: Number(issue.minimum) });
    case 'invalid_format':
      return explained(Object.hasOwn(words, `fault.form-${issue.format}`) ? `form-${issue.format}` : 'wrong-form');
    case 'invalid_key':
      return issue.issues.flatMap((inner) => explainIssue(inner, raw, path));
    case 'invalid_union':
      return explainUnion(issue, raw, path);
    default:
      return explained('wrong-form');
  }
}

function explainUnion(issue: z.core.$ZodIssueInvalidUnion, raw: unknown, path: readonly PropertyKey[]) {
  const explained = (word: string, values: TextValues = {}): readonly Explained[] => [
    { path: path.map(String).join('.'), word, values },
  ];
  if (valueAt(raw, path) === undefined) return explained('missing');
  const { options } = issue as { readonly options?: readonly unknown[] };
  if (options) return explained('not-in-list', { allowed: options.map(String).join(', ') });
  // The form that fits best: one whose complaint is not that it is another kind of thing altogether.
  const [closest] = issue.errors.filter((issues) =>
    issues.every((inner) => inner.path.length > 0 || !['invalid_type', 'invalid_value'].includes(inner.code)),
  );
  return closest ? closest.flatMap((inner) => explainIssue(inner, raw, path)) : explained('wrong-form');
}

const valueAt = (raw: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    raw,
  );
