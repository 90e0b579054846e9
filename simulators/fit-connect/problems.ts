import type { Problem } from '../../portals/fit-connect/contract.ts';
import { textsOf } from './inbox/texts.ts';

/** Reasons for which the demo authority rejects, with texts in the portal's language files under `problem.<kind>`. */
export const PROBLEM_KINDS = [
  'encryption-issue',
  'syntax-violation',
  'schema-violation',
  'hash-mismatch',
  'attachments-mismatch',
  'unsupported-schema',
  'data-schema-violation',
  'service-mismatch',
  'attachment-type',
  'payment-missing',
  'payment-implausible',
  'payment-used-before',
  'identity-unreadable',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** FIT-Connect's own vocabulary; the authority's additions have an address of its own. */
const FIT_CONNECT_PROBLEMS = 'https://schema.fitko.de/fit-connect/events/problems/';
const OWN_PROBLEMS = 'https://musterstadt.example/fit-connect/problems/';
const OWN: ReadonlySet<ProblemKind> = new Set([
  'data-schema-violation',
  'service-mismatch',
  'attachment-type',
  'payment-missing',
  'payment-implausible',
  'payment-used-before',
  'identity-unreadable',
]);

/**
 * @param instance `submission`, `metadata`, `data` or `attachment:<id>`
 * @param detail where exactly, as a path or name of a rule; never a value, for it travels in a signed event
 */
export function problem(kind: ProblemKind, instance: string, detail = ''): Problem {
  const german = textsOf('de');
  return {
    type: `${OWN.has(kind) ? OWN_PROBLEMS : FIT_CONNECT_PROBLEMS}${kind}`,
    title: german(`problem.${kind}`),
    detail,
    instance,
  };
}

/** The kind of a problem that this portal wrote, for showing it in another language. */
export const kindOf = ({ type }: Problem): ProblemKind | undefined =>
  PROBLEM_KINDS.find((kind) => type.endsWith(`/${kind}`));
