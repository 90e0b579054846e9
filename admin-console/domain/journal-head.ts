import type { StatusReport } from '../../fleet-link/contract.ts';

/** Head of a terminal's journal: how many entries it has, and the hash of the last one. */
type JournalHead = NonNullable<StatusReport['journal']>;

/**
 * A journal only grows: one that is shorter than it was, or has another hash at the same length, was cut, changed or
 * made anew. `null`: it is as it should be.
 */
export function tamperingOf(known: JournalHead, reported: JournalHead): 'went-back' | 'changed' | null {
  if (reported.seq < known.seq) return 'went-back';
  return reported.seq === known.seq && reported.hash !== known.hash ? 'changed' : null;
}
