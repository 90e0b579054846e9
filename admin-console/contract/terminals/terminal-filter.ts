import type { TerminalCondition } from './judgement.ts';

/** Which terminals are meant: those to which everything given applies; nothing given, all. */
export interface TerminalFilter {
  readonly condition?: TerminalCondition | undefined;
  /** An alert stands there: its cause, and what it is about and why where that is meant, joined by dots (`causeKey`). */
  readonly cause?: string | undefined;
  /** Any of these. */
  readonly locationIds?: readonly string[] | undefined;
  /** Each of these. */
  readonly tags?: readonly string[] | undefined;
  readonly site?: string | undefined;
  readonly software?: string | undefined;
  readonly isLinked?: boolean | undefined;
  /** Stands in its id, its site, the name of its location or one of its tags; capitals do not count. */
  readonly text?: string | undefined;
}

/** Terminals of one tenant: named, or all of a filter but some. */
export type TerminalSelection =
  | { readonly by: 'ids'; readonly ids: readonly string[] }
  | ({ readonly by: 'filter'; readonly except?: readonly string[] | undefined } & TerminalFilter);
