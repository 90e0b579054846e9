import type { Problem, SubmissionEvent } from '../contract.ts';
import { delays } from '../delays.ts';
import type { EventRefusal } from './verify-event.ts';

/** Why a log decides nothing although it holds a decision: somebody has to ask the authority. */
export const CONTRADICTIONS = [
  /** The authority has accepted and rejected the same submission, in whatever order. */
  'accepted-and-rejected',
  /** Decided, but never submitted: part of the log is missing. */
  'decided-without-submit',
  /** Decided before it was submitted: about something else, or by a wrong clock. */
  'decided-before-submit',
  /** Accepted without saying what: nothing binds the acceptance to what was sent. */
  'accepted-without-tags',
  /** Signed as it must be, about other ciphertext than was sent. */
  'other-content',
] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

export type LogVerdict =
  | { readonly kind: 'pending' }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly problems: readonly Problem[] }
  | { readonly kind: 'contradictory'; readonly why: Contradiction };

export interface VerifiedEvents {
  /** In the order of the log. */
  readonly events: readonly SubmissionEvent[];
  /** Tokens that were not believed, and why: never acted upon, worth an alert. */
  readonly refused: readonly EventRefusal[];
}

/**
 * What a whole event log says of a submission, each event verified before.
 *
 * FIT-Connect knows five states, and of these `accepted` and `rejected` are last ones reached from `submitted` or
 * `forwarded` (docs.fitko.de/fit-connect, "Status abfragen"); who accepts signs the authentication tags along ("SET
 * Erzeugung", "Verwendung von Authentication Tags in SET"), who rejects need not ("Einreichung überprüfen", "Struktur einer
 * Zurückweisung"). A log outside of that is left to people: an acceptance believed wrongly loses the only copy of a request,
 * a rejection believed wrongly gives money back for what is served. The same decision twice is still that decision.
 */
export function judgeLog({ events, refused }: VerifiedEvents): LogVerdict {
  const named = (name: SubmissionEvent['name']) => events.filter((event) => event.name === name);
  const [accepts, rejects, [submit]] = [named('accept'), named('reject'), named('submit')];
  const contradictory = (why: Contradiction): LogVerdict => ({ kind: 'contradictory', why });
  if (refused.includes('tags-differ')) return contradictory('other-content');
  const decisions = [...accepts, ...rejects];
  if (decisions.length === 0) return { kind: 'pending' };
  if (accepts.length > 0 && rejects.length > 0) return contradictory('accepted-and-rejected');
  if (submit === undefined) return contradictory('decided-without-submit');
  const earliest = submit.issuedAt - delays.clockSkew;
  if (decisions.some(({ issuedAt }) => issuedAt < earliest)) return contradictory('decided-before-submit');
  const [problems] = rejects.slice(-1).map((event) => event.problems);
  if (problems) return { kind: 'rejected', problems };
  return accepts.some(({ namesContent }) => namesContent)
    ? { kind: 'accepted' }
    : contradictory('accepted-without-tags');
}
